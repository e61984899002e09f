import { buildDemo } from './actions.js';
import { hoursBetween } from './calendar.js';
import { LEGAL_ENTITIES, TENANTS } from './offices.js';
import type { DemoAction, DemoRole, DemoScenario, DemoStatus } from './scenario.js';
import {
  dutiesAt,
  incidentsOf,
  isOpen,
  runningAt,
  TRANSITIONS,
  type SimulatedIncident,
} from './simulation.js';

/** Ordinary days, a Sunday early, both clock changes, New Year, Easter, the first days of a quarter, a leap day. */
const MOMENTS = [
  '2026-11-22T06:50:00Z',
  '2026-11-23T09:10:00Z',
  '2026-11-25T14:20:41.123Z',
  '2026-10-25T01:30:00Z',
  '2027-03-28T01:05:00Z',
  '2027-01-01T00:10:00Z',
  '2027-03-29T18:00:00Z',
  '2026-10-02T12:00:00Z',
  '2028-02-29T22:55:00Z',
];

const ROLES_FOR: Readonly<Record<DemoAction['kind'], readonly DemoRole[]>> = {
  report: ['officer', 'deputy', 'coordinator', 'it-management'],
  status: ['officer', 'deputy', 'coordinator'],
  patch: ['officer', 'deputy', 'coordinator'],
  entry: [
    'officer',
    'deputy',
    'coordinator',
    'data-protection-officer',
    'authorised-reporter',
    'it-management',
  ],
  submit: ['head', 'authorised-reporter'],
  decide: ['head', 'authorised-reporter'],
};

/** The roles a person holds in a tenant on a day: own ones, and officer or deputy by mandate. */
function rolesOf(scenario: DemoScenario, action: DemoAction): string[] {
  const day = action.at.toISOString().slice(0, 10);
  const mine = (row: {
    email: string;
    tenantSlug: string | null;
    validFrom: string;
    validUntil: string | null;
  }) =>
    row.email === action.actor &&
    row.tenantSlug === action.tenant &&
    row.validFrom <= day &&
    (row.validUntil === null || row.validUntil >= day);
  return [
    ...scenario.memberships.filter(mine).map((row) => row.role),
    ...scenario.mandates.filter(mine).map((row) => row.kind),
  ];
}

function eachTransition(
  incident: SimulatedIncident,
  check: (from: DemoStatus, to: DemoStatus, at: Date) => void,
): void {
  let from: DemoStatus = 'reported';
  for (const action of incident.actions) {
    if (action.kind !== 'status') continue;
    check(from, action.status, action.at);
    from = action.status;
  }
}

describe.each(MOMENTS)('the scenario at %s', (moment) => {
  const now = new Date(moment);
  const scenario = buildDemo(now);
  const incidents = incidentsOf(scenario);
  const counties = TENANTS.filter((tenant) => tenant.kind === 'county').map((tenant) => tenant.slug);
  const inCounties = incidents.filter((incident) => counties.includes(incident.report.tenant));

  it('is sorted, and nothing lies after now', () => {
    const times = scenario.actions.map((action) => action.at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(now.getTime());
  });

  it('has unique keys, each in one tenant, and strictly growing times in each incident', () => {
    expect(scenario.actions.filter((action) => action.kind === 'report')).toHaveLength(incidents.length);
    for (const { actions } of incidents) {
      expect(new Set(actions.map((action) => action.tenant)).size).toBe(1);
      const times = actions.map((action) => action.at.getTime());
      expect(new Set(times).size).toBe(times.length);
    }
  });

  it('keeps the order of event, detection, knowledge and record', () => {
    for (const { report } of incidents) {
      const { occurredAt, detectedAt, awareAt } = report.body;
      const order = [occurredAt ?? detectedAt, detectedAt, awareAt ?? detectedAt, report.at.toISOString()];
      expect(order).toEqual([...order].sort());
    }
    for (const action of scenario.actions) {
      const claimed =
        action.kind === 'entry' ? action.happenedAt : action.kind === 'submit' ? action.submittedAt : null;
      if (claimed) expect(new Date(claimed).getTime()).toBeLessThanOrEqual(action.at.getTime());
    }
  });

  it('only goes along allowed transitions and never closes while a statutory clock runs', () => {
    for (const incident of incidents) {
      eachTransition(incident, (from, to, at) => {
        expect(TRANSITIONS[from]).toContain(to);
        if (to === 'closed') expect(runningAt(incident, at)).toEqual([]);
      });
    }
  });

  it('decides each clock at most once, and only clocks that run', () => {
    for (const incident of incidents) {
      const rules = incident.actions.flatMap((action) => ('ruleId' in action ? [{ ...action }] : []));
      expect(new Set(rules.map((action) => action.ruleId)).size).toBe(rules.length);
      for (const { ruleId, at } of rules) {
        expect(dutiesAt(incident, at).map((duty) => duty.ruleId)).toContain(ruleId);
      }
    }
  });

  it('decides in time, but for the two late reports; a false alarm ends its clock in time too', () => {
    const late = incidents.flatMap((incident) =>
      dutiesAt(incident, now).filter(({ ruleId, dueAt, decision, endedAt }) => {
        const settled =
          decision?.kind === 'submit' ? new Date(decision.submittedAt) : (decision?.at ?? endedAt);
        return ruleId === 'gdpr-art-33' && settled !== null && settled > dueAt;
      }),
    );
    expect(late).toHaveLength(2);
  });

  it('lets only people act who may, in mandates and roles of the day', () => {
    const refused = scenario.actions.filter(
      (action) =>
        !rolesOf(scenario, action).some((role) => ROLES_FOR[action.kind].some((may) => may === role)),
    );
    expect(refused).toEqual([]);
  });

  it('writes texts of allowed length and names known legal entities', () => {
    for (const action of scenario.actions) {
      if (action.kind === 'report') {
        expect(action.body.title.length).toBeGreaterThanOrEqual(3);
        expect(action.body.title.length).toBeLessThanOrEqual(200);
        const entity = LEGAL_ENTITIES.find(({ key }) => key === action.legalEntityKey);
        if (action.legalEntityKey) expect(entity?.tenantSlug).toBe(action.tenant);
      }
      if (action.kind === 'decide') expect(action.reason.length).toBeGreaterThanOrEqual(10);
      if (action.kind === 'submit') expect(action.receipt.length).toBeLessThanOrEqual(200);
    }
  });

  it('has one to three open incidents in each county and one critical in all', () => {
    for (const slug of counties) {
      const open = inCounties.filter((incident) => incident.report.tenant === slug && isOpen(incident));
      expect(open.length).toBeGreaterThanOrEqual(1);
      expect(open.length).toBeLessThanOrEqual(3);
    }
    const critical = inCounties.filter((incident) => incident.report.body.severity === 'critical');
    expect(critical.map(isOpen)).toEqual([true]);
  });

  it('has the running clocks that the pages show, none of them overdue', () => {
    const running = inCounties.flatMap((incident) =>
      runningAt(incident, now).map((duty) => ({
        ...duty,
        tenant: incident.report.tenant,
        left: hoursBetween(now, duty.dueAt),
      })),
    );
    const statutory = running.filter((duty) => duty.ruleId === 'gdpr-art-33');
    const hoursLeft = Object.fromEntries(statutory.map((duty) => [duty.tenant, duty.left]));
    expect(Object.keys(hoursLeft).sort()).toEqual([
      'darmstadt-dieburg',
      'kassel',
      'vogelsberg',
      'werra-meissner',
    ]);
    expect(Math.abs((hoursLeft.vogelsberg ?? 0) - 9)).toBeLessThanOrEqual(2.2);
    expect(Math.abs((hoursLeft['darmstadt-dieburg'] ?? 0) - 40)).toBeLessThanOrEqual(6.2);
    expect(Math.abs((hoursLeft.kassel ?? 0) - 48)).toBeLessThanOrEqual(6.2);
    expect(statutory.filter((duty) => duty.precautionary).map((duty) => duty.tenant)).toEqual([
      'werra-meissner',
    ]);
    const voluntary = running.filter((duty) => duty.ruleId === 'hessen3c-voluntary');
    expect(voluntary.map((duty) => Math.round(duty.left))).toEqual([4]);
  });
});
