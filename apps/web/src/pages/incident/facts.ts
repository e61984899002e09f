import type {
  Category,
  Incident,
  IncidentPatch,
  PersonalData,
  Severity,
  Visibility,
} from '../../api/types.js';

/** The facts as the form holds them; '' = not given. */
export interface Facts {
  title: string;
  category: Category;
  severity: Severity;
  personalData: PersonalData;
  detectedAt: string;
  occurredAt: string;
  awareAt: string;
  description: string;
  legalEntityId: string;
  socialData: boolean;
  vehicleRegistration: boolean;
  visibility: Visibility;
}

export const factNames = [
  'title',
  'category',
  'severity',
  'personalData',
  'detectedAt',
  'occurredAt',
  'awareAt',
  'legalEntityId',
  'socialData',
  'vehicleRegistration',
  'visibility',
  'description',
] as const satisfies readonly (keyof Facts)[];

export type FactName = (typeof factNames)[number];

export function factsOf(incident: Incident): Facts {
  return {
    title: incident.title,
    category: incident.category,
    severity: incident.severity,
    personalData: incident.personalData,
    detectedAt: incident.detectedAt,
    occurredAt: incident.occurredAt ?? '',
    awareAt: incident.awareAt,
    description: incident.description ?? '',
    legalEntityId: incident.legalEntityId,
    socialData: incident.socialData,
    vehicleRegistration: incident.vehicleRegistration,
    visibility: incident.visibility,
  };
}

/** Times are equal when they mean the same moment, however they are written. */
function isSame(name: FactName, a: Facts, b: Facts): boolean {
  const isTime = name === 'detectedAt' || name === 'occurredAt' || name === 'awareAt';
  if (isTime && a[name] !== '' && b[name] !== '')
    return new Date(a[name]).getTime() === new Date(b[name]).getTime();
  return a[name] === b[name];
}

export function changedFacts(before: Facts, after: Facts): FactName[] {
  return factNames.filter((name) => !isSame(name, before, after));
}

/** Only what was changed is sent, so that somebody else's changes of other facts stay. */
export function toPatch(before: Facts, after: Facts, awareReason: string): IncidentPatch {
  const patch: Record<string, unknown> = {};
  const nullable: readonly FactName[] = ['occurredAt', 'description'];
  for (const name of changedFacts(before, after)) {
    const value = typeof after[name] === 'string' ? after[name].trim() : after[name];
    patch[name] = value === '' && nullable.includes(name) ? null : value;
  }
  if ('awareAt' in patch) patch['awareReason'] = awareReason.trim();
  return patch;
}
