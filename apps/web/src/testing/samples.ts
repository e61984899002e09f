import type { Dashboard, Duty, Incident, Membership, Session } from '../api/types.js';

/** Sample rows for specs; every field can be replaced. */
export function sampleMembership(part: Partial<Membership> = {}): Membership {
  return {
    id: 'm1',
    officeId: 'o1',
    officeName: 'Gemeinsame Stelle',
    officeSlug: 'stelle',
    demo: true,
    tenantId: 't1',
    tenantName: 'Vogelsbergkreis',
    tenantShortName: 'Vogelsberg',
    tenantSlug: 'vogelsberg',
    role: 'coordinator',
    validFrom: '2023-07-01',
    validUntil: null,
    permissions: ['tenant:read', 'incident:read', 'incident:create', 'dashboard:read'],
    ...part,
  };
}

export const officeMembership = (part: Partial<Membership> = {}): Membership =>
  sampleMembership({
    id: 'm0',
    tenantId: null,
    tenantName: null,
    tenantShortName: null,
    tenantSlug: null,
    role: 'officer',
    ...part,
  });

export const sampleSession = (...memberships: Membership[]): Session => ({
  user: { id: 'u1', email: 'isk.vb@demo.example', name: 'Sabine Eifert', language: 'de' },
  memberships,
});

export function sampleDuty(part: Partial<Duty> = {}): Duty {
  return {
    id: 'd1',
    tenantId: 't1',
    incidentId: 'i1',
    incidentReference: 'VB-V2026-001',
    incidentTitle: 'Elternbrief an falschen Verteiler',
    ruleId: 'gdpr-art-33',
    ruleVersion: 1,
    title: 'Meldung an die Datenschutzaufsicht',
    legalBasis: 'Art. 33 Abs. 1 DSGVO',
    recipient: 'HBDI',
    kind: 'statutory',
    startsAt: '2026-11-20T08:00:00.000Z',
    dueAt: '2026-11-23T08:00:00.000Z',
    state: 'running',
    precautionary: false,
    submittedAt: null,
    receipt: null,
    reason: null,
    dataProtectionOfficer: null,
    decidedBy: null,
    decidedAt: null,
    late: false,
    note: '',
    sourceUrl: 'https://example.org',
    checkedOn: '2026-11-22',
    version: 1,
    ...part,
  };
}

export function sampleIncident(part: Partial<Incident> = {}): Incident {
  return {
    id: 'i1',
    tenantId: 't1',
    reference: 'VB-V2026-001',
    title: 'Elternbrief an falschen Verteiler',
    category: 'misdirected-mail',
    severity: 'medium',
    personalData: 'yes',
    status: 'triaged',
    detectedAt: '2026-11-20T08:00:00.000Z',
    occurredAt: null,
    awareAt: '2026-11-20T08:00:00.000Z',
    legalEntityId: 'e1',
    legalEntityName: 'Kernverwaltung',
    assetIds: [],
    socialData: false,
    vehicleRegistration: false,
    tlp: 'amber-strict',
    visibility: 'county-and-office',
    createdAt: '2026-11-20T08:05:00.000Z',
    createdBy: { id: 'u1', name: 'Sabine Eifert' },
    updatedAt: '2026-11-20T08:05:00.000Z',
    closedAt: null,
    version: 3,
    duties: [],
    description: null,
    nextStatuses: ['contained', 'closed'],
    ...part,
  };
}

export function sampleDashboard(part: Partial<Dashboard> = {}): Dashboard {
  return {
    asOf: '2026-11-22T08:00:00.000Z',
    live: true,
    scope: 'office',
    officeId: 'o1',
    tenantId: null,
    periods: { today: '2026-11-22', last30DaysFrom: '2026-10-24', last12MonthsFrom: '2025-11-23' },
    figures: {
      openIncidents: 13,
      openCritical: 1,
      openHigh: 2,
      personalDataOpen: 4,
      runningDuties: 5,
      runningStatutory: 4,
      overdueDuties: 0,
      reportedLast30Days: 19,
      closedLast30Days: 10,
      dutiesKept: { numerator: 29, denominator: 31 },
    },
    clocks: [],
    tenants: [],
    months: [],
    ...part,
  };
}
