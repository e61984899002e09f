import {
  officeCatalogueFindAll,
  officeCatalogueFindOne,
  officeCatalogueFindRequirement,
  officeCatalogueFindRequirements,
  officeCatalogueImport,
  officeJobFindOne,
  tenantCatalogueFindAll,
  type CatalogueListItem,
  type CatalogueResponse,
  type JobRunResponse,
  type PartResponse,
  type RequirementListItem,
  type RequirementResponse,
} from '@bergfried/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, present, windowQuery } from '../../api/call.js';
import type { ScopeRef } from '../../api/types.js';
import type { CatalogueSearch } from './catalogue-search.js';

export type Catalogue = CatalogueResponse;
export type CatalogueRow = CatalogueListItem;
export type Requirement = RequirementResponse;
export type RequirementRow = RequirementListItem;
export type Part = PartResponse;
export type JobRun = JobRunResponse;

/** Source and terms, as every answer with content of a catalogue carries them. */
export type Attribution = Pick<
  CatalogueRow,
  'title' | 'edition' | 'publisher' | 'licence' | 'licenceUrl' | 'sourceUrl'
>;

/** Most catalogues one list shows; an office has a handful. */
const catalogueLimit = 200;
/** Rows of one window of requirements. */
const windowSize = 100;
/** The stream tells of each step; this is for the moments when it is down. */
const askAgainMs = 4000;
const hour = 3_600_000;

export const cataloguesQuery = (scope: ScopeRef) =>
  queryOptions({
    queryKey: ['catalogues', scope.id],
    queryFn: ({ signal }) => {
      const query = { limit: catalogueLimit };
      return call(() =>
        scope.kind === 'office'
          ? officeCatalogueFindAll({ path: { officeId: scope.id }, query, signal })
          : tenantCatalogueFindAll({ path: { tenantId: scope.id }, query, signal }),
      );
    },
  });

/** An edition never changes, so it is read once an hour at most. */
export const catalogueQuery = (officeId: string, id: string) =>
  queryOptions({
    queryKey: ['catalogue', officeId, id],
    queryFn: ({ signal }) => call(() => officeCatalogueFindOne({ path: { officeId, id }, signal })),
    staleTime: hour,
  });

/** The filter of the URL in the words of the API. */
export const requirementFilter = (search: CatalogueSearch) =>
  present({ practice: search.praktik, level: search.niveau, modalVerb: search.verb, q: search.q });

export const requirementListQuery = (officeId: string, id: string, search: CatalogueSearch) =>
  infiniteQueryOptions({
    queryKey: ['requirements', officeId, id, search],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...requirementFilter(search),
        ...windowQuery({ cursor: pageParam, limit: windowSize }),
      };
      return call(() => officeCatalogueFindRequirements({ path: { officeId, id }, query, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: hour,
  });

export const requirementQuery = (officeId: string, id: string, requirementId: string) =>
  queryOptions({
    queryKey: ['requirement', officeId, id, requirementId],
    queryFn: ({ signal }) =>
      call(() => officeCatalogueFindRequirement({ path: { officeId, id, requirementId }, signal })),
    staleTime: hour,
  });

export const jobQuery = (officeId: string, id: string) =>
  queryOptions({
    queryKey: ['job', officeId, id],
    queryFn: ({ signal }) => call(() => officeJobFindOne({ path: { officeId, id }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.state === 'done' || state.data?.state === 'failed' ? false : askAgainMs,
  });

/** Hands a file over; the job that was made of it is answered. */
export const importCatalogue = (officeId: string, file: File): Promise<JobRun> =>
  call(() => officeCatalogueImport({ path: { officeId }, body: { file } }));

/** Address of the file a catalogue was made from; the browser saves it. */
export const sourceUrl = (officeId: string, id: string): string =>
  `/api/v1/offices/${officeId}/catalogues/${id}/file`;
