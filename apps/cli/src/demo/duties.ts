import { berlin, earlier, later, plusHours, plusMinutes, workingWithin } from './calendar.js';
import { authorityOf, deciderOf, teamOf } from './cast.js';
import { TENANT_BY_CODE } from './offices.js';
import type { PlannedIncident } from './plan.js';
import type { DemoAction, DemoDecideAction, DemoPatchAction, DemoSubmitAction } from './scenario.js';
import { startsArticle33, startsVoluntary, type WaiverKind } from './story.js';
import type { CourseContext } from './texts.js';

/** Art. 33 (1) GDPR, elapsed hours; decisions are made some hours before. */
const STATUTORY_HOURS = 72;
const STATUTORY_MARGIN = 5;

/** Target of the voluntary report to Hessen3C. */
const VOLUNTARY_HOURS = 24;

/** Reports, decisions and the corrections that go before them, in time order. A false alarm needs none: its status ends the clocks. */
export function dutyActions(incident: PlannedIncident, context: CourseContext): DemoAction[] {
  const { story } = incident;
  if (story.outcome === 'false-alarm') return [];
  const statutory = startsArticle33(story) ? statutoryActions(incident, context) : [];
  const voluntary = startsVoluntary(story) ? voluntaryActions(incident, context) : [];
  const patches = patchActions(incident, context, statutory[0]?.at ?? null);
  return [...patches, ...statutory, ...voluntary].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function base(incident: PlannedIncident): Pick<DemoAction, 'tenant' | 'key'> {
  return { tenant: TENANT_BY_CODE[incident.story.tenant].slug, key: incident.key };
}

/** When the authority became aware, from which the statutory clock runs; the voluntary one runs from the detection. */
function awareAtOf(incident: PlannedIncident): Date {
  return incident.awareAt ?? incident.detectedAt;
}

function statutoryActions(
  incident: PlannedIncident,
  context: CourseContext,
): (DemoSubmitAction | DemoDecideAction)[] {
  const { story, reportedAt } = incident;
  const { random } = context.texts;
  const { outcome } = story;
  if (outcome === 'running' || outcome === 'none' || outcome === 'false-alarm') return [];
  const start = awareAtOf(incident);
  const until = plusHours(start, STATUTORY_HOURS - STATUTORY_MARGIN);
  if (outcome === 'reported') {
    return [submit(incident, context, workingWithin(random, later(start, plusHours(reportedAt, 1)), until))];
  }
  if (outcome === 'late') {
    const from = later(plusHours(start, STATUTORY_HOURS + 4), plusHours(reportedAt, 2));
    return [submit(incident, context, workingWithin(random, from, plusHours(from, 26)))];
  }
  return [waive(incident, context, workingWithin(random, plusHours(reportedAt, 0.7), until), outcome)];
}

function submit(incident: PlannedIncident, context: CourseContext, submittedAt: Date): DemoSubmitAction {
  const { story } = incident;
  const { random } = context.texts;
  return {
    ...base(incident),
    kind: 'submit',
    at: plusMinutes(submittedAt, random.int(4, 25)),
    actor: deciderOf(random, story, true),
    ruleId: 'gdpr-art-33',
    outcome: 'submitted',
    submittedAt: submittedAt.toISOString(),
    receipt: receipt(authorityOf(story), submittedAt, random.int(211, 9876)),
    ...(story.lateReason && { lateReason: story.lateReason }),
  };
}

function waive(
  incident: PlannedIncident,
  context: CourseContext,
  at: Date,
  kind: WaiverKind,
): DemoDecideAction {
  const { story } = incident;
  const { texts } = context;
  return {
    ...base(incident),
    kind: 'decide',
    at,
    actor: deciderOf(texts.random, story, false),
    ruleId: 'gdpr-art-33',
    outcome: 'not-required',
    reason: texts.waiver(kind),
    ...(texts.random.chance(0.8) && { dataProtectionOfficer: teamOf(story).dataProtectionOfficerName }),
  };
}

/** The voluntary report, or the decision to leave it, inside its 24 hours where the record came early enough. */
function voluntaryActions(
  incident: PlannedIncident,
  context: CourseContext,
): (DemoSubmitAction | DemoDecideAction)[] {
  const { story, reportedAt } = incident;
  const { random } = context.texts;
  if (story.voluntary === 'running') return [];
  const target = plusHours(incident.detectedAt, VOLUNTARY_HOURS - 1);
  const from = plusMinutes(reportedAt, 25);
  const actor = teamOf(story).coordinator;
  if (story.voluntary === 'submitted' && from < target) {
    const submittedAt = workingWithin(random, from, earlier(target, plusHours(from, 20)));
    return [
      {
        ...base(incident),
        kind: 'submit',
        at: plusMinutes(submittedAt, random.int(2, 10)),
        actor,
        ruleId: 'hessen3c-voluntary',
        outcome: 'submitted',
        submittedAt: submittedAt.toISOString(),
        receipt: receipt('Hessen3C', submittedAt, random.int(211, 9876)),
      },
    ];
  }
  const kind = ['misdirected-mail', 'wrong-permissions', 'loss-theft'].includes(story.category)
    ? 'mistake'
    : 'attack';
  return [
    {
      ...base(incident),
      kind: 'decide',
      at: workingWithin(random, from, later(target, plusHours(from, 3))),
      actor,
      ruleId: 'hessen3c-voluntary',
      outcome: 'not-required',
      reason: context.texts.voluntaryDeclined(kind),
    },
  ];
}

/** What turned out later, for example that personal data are concerned after all; before the report is sent. */
function patchActions(
  incident: PlannedIncident,
  context: CourseContext,
  statutoryAt: Date | null,
): DemoPatchAction[] {
  const { story, reportedAt } = incident;
  if (!story.patch) return [];
  const from = plusMinutes(reportedAt, 30);
  const until = statutoryAt ? later(from, plusMinutes(statutoryAt, -60)) : plusHours(reportedAt, 24);
  const at = workingWithin(context.texts.random, from, until);
  return [{ ...base(incident), kind: 'patch', at, actor: teamOf(story).coordinator, patch: story.patch }];
}

/** Wording of a receipt; the confirmation counts, not the requested upload link. Invented numbers. */
function receipt(recipient: 'HBDI' | 'BfDI' | 'Hessen3C', at: Date, number: number): string {
  const local = berlin(at);
  const when = local.toFormat("dd.MM.yyyy, HH:mm 'Uhr'");
  const serial = String(number).padStart(5, '0');
  if (recipient === 'HBDI')
    return `HBDI, Eingangsbestätigung HessenDrive vom ${when}, Vorgang ${local.year}-${serial}`;
  if (recipient === 'BfDI')
    return `BfDI, Eingangsbestätigung vom ${when}, Meldenummer ${local.year}-${serial}`;
  return `Hessen3C, Ticket ${local.year}-${serial} vom ${when}`;
}
