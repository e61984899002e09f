import { plusHours } from './calendar.js';
import type {
  DemoAction,
  DemoDecideAction,
  DemoIncidentBody,
  DemoReportAction,
  DemoRuleId,
  DemoScenario,
  DemoStatus,
  DemoSubmitAction,
} from './scenario.js';
import { startsArticle33, startsVoluntary } from './story.js';

// What the product will make of the actions, in a few lines; the specs measure the scenario with it, so that a
// wrong story is found without a database.

/** One incident with all its actions in time order. */
export interface SimulatedIncident {
  readonly key: string;
  readonly report: DemoReportAction;
  readonly actions: readonly DemoAction[];
}

/** A clock of an incident; without decision and end it runs. */
export interface SimulatedDuty {
  readonly ruleId: DemoRuleId;
  readonly startsAt: Date;
  readonly dueAt: Date;
  readonly precautionary: boolean;
  readonly decision: DemoSubmitAction | DemoDecideAction | null;
  /** When the incident turned out to be a false alarm, which ends the clock. */
  readonly endedAt: Date | null;
}

/** Allowed transitions of an incident's status. */
export const TRANSITIONS: Readonly<Record<DemoStatus, readonly DemoStatus[]>> = {
  reported: ['triaged', 'contained', 'recovered', 'closed', 'false-alarm'],
  triaged: ['contained', 'eradicated', 'recovered', 'closed', 'false-alarm'],
  contained: ['eradicated', 'recovered', 'closed', 'false-alarm'],
  eradicated: ['recovered', 'closed'],
  recovered: ['closed'],
  closed: ['triaged'],
  'false-alarm': ['triaged'],
};

/** The actions of a scenario by incident. Throws RangeError when an incident does not begin with its report. */
export function incidentsOf(scenario: DemoScenario): SimulatedIncident[] {
  const byKey = new Map<string, DemoAction[]>();
  for (const action of scenario.actions) {
    byKey.set(action.key, [...(byKey.get(action.key) ?? []), action]);
  }
  return [...byKey].map(([key, actions]) => {
    const report = actions[0];
    if (report?.kind !== 'report') throw new RangeError(`${key} does not begin with its report`);
    return { key, report, actions };
  });
}

/** The status of an incident at a time, `null` before its report. */
export function statusAt(incident: SimulatedIncident, at: Date): DemoStatus | null {
  if (incident.report.at > at) return null;
  const last = incident.actions.findLast((action) => action.kind === 'status' && action.at <= at);
  return last?.kind === 'status' ? last.status : 'reported';
}

/** True while an incident is neither closed nor a false alarm after its last action. */
export function isOpen(incident: SimulatedIncident): boolean {
  const last = statusAt(incident, incident.actions.at(-1)?.at ?? incident.report.at);
  return last !== 'closed' && last !== 'false-alarm';
}

/** The content of an incident at a time: its report with the later corrections. */
export function contentAt(incident: SimulatedIncident, at: Date): DemoIncidentBody {
  const patches = incident.actions.filter((action) => action.kind === 'patch' && action.at <= at);
  return patches.reduce(
    (body, action) => (action.kind === 'patch' ? { ...body, ...action.patch } : body),
    incident.report.body,
  );
}

/** The clocks of an incident as they stand at a time. */
export function dutiesAt(incident: SimulatedIncident, at: Date): SimulatedDuty[] {
  const body = contentAt(incident, at);
  const awareAt = new Date(body.awareAt ?? body.detectedAt);
  const falseAlarm = incident.actions.find(
    (action) => action.kind === 'status' && action.status === 'false-alarm' && action.at <= at,
  );
  const duty = (ruleId: DemoRuleId, startsAt: Date, hours: number): SimulatedDuty => ({
    ruleId,
    startsAt,
    dueAt: plusHours(startsAt, hours),
    precautionary: ruleId === 'gdpr-art-33' && body.personalData === 'unclear',
    decision: decisionOn(incident, ruleId, at),
    endedAt: falseAlarm?.at ?? null,
  });
  return [
    ...(startsArticle33(body) ? [duty('gdpr-art-33', awareAt, 72)] : []),
    ...(startsVoluntary(body) ? [duty('hessen3c-voluntary', new Date(body.detectedAt), 24)] : []),
  ];
}

/** The clocks that run at a time. */
export function runningAt(incident: SimulatedIncident, at: Date): SimulatedDuty[] {
  return dutiesAt(incident, at).filter((duty) => !duty.decision && !duty.endedAt);
}

function decisionOn(
  incident: SimulatedIncident,
  ruleId: DemoRuleId,
  at: Date,
): DemoSubmitAction | DemoDecideAction | null {
  for (const action of incident.actions) {
    const decides = action.kind === 'submit' || action.kind === 'decide';
    if (decides && action.ruleId === ruleId && action.at <= at) return action;
  }
  return null;
}
