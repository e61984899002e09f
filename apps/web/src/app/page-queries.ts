import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listDuties, type DutyQuery } from '../api/duties.js';
import { listEntries, listIncidents, readIncident, type IncidentQuery } from '../api/incidents.js';
import { listMandates, listMembers } from '../api/members.js';
import { listLegalEntities } from '../api/tenants.js';
import type { ScopeRef } from '../api/types.js';

/** Rows of one window of a list. */
export const windowSize = 100;

const minute = 60_000;

export const legalEntitiesQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['legal-entities', tenantId],
    queryFn: () => listLegalEntities(tenantId),
    staleTime: 10 * minute,
  });

export const incidentListQuery = (scope: ScopeRef, query: IncidentQuery) =>
  infiniteQueryOptions({
    queryKey: ['incident-list', scope.id, query],
    queryFn: ({ pageParam, signal }) =>
      listIncidents(scope, query, { cursor: pageParam, limit: windowSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Only how many rows the filter has: the tabs show it. */
export const incidentCountQuery = (scope: ScopeRef, query: IncidentQuery) =>
  queryOptions({
    queryKey: ['incident-count', scope.id, query],
    queryFn: async ({ signal }) => (await listIncidents(scope, query, { limit: 1 }, signal)).total,
  });

export const incidentQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: ['incident', tenantId, id],
    queryFn: ({ signal }) => readIncident(tenantId, id, signal),
  });

export const entriesQuery = (tenantId: string, id: string) =>
  queryOptions({ queryKey: ['entries', tenantId, id], queryFn: () => listEntries(tenantId, id) });

export const dutyListQuery = (scope: ScopeRef, query: DutyQuery) =>
  infiniteQueryOptions({
    queryKey: ['duty-list', scope.id, query],
    queryFn: ({ pageParam, signal }) =>
      listDuties(scope, query, { cursor: pageParam, limit: windowSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const dutyCountQuery = (scope: ScopeRef, query: DutyQuery) =>
  queryOptions({
    queryKey: ['duty-count', scope.id, query],
    queryFn: async ({ signal }) => (await listDuties(scope, query, { limit: 1 }, signal)).total,
  });

export const membersQuery = (scope: ScopeRef) =>
  queryOptions({ queryKey: ['members', scope.id], queryFn: ({ signal }) => listMembers(scope, signal) });

export const mandatesQuery = (officeId: string) =>
  queryOptions({ queryKey: ['mandates', officeId], queryFn: ({ signal }) => listMandates(officeId, signal) });
