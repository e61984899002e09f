import { label } from '@bergfried/texts';
import { DateTime } from 'luxon';
import { ZONE } from './duty.rules.js';
import type { TimelineLine } from './entry.service.js';
import type { UpdateIncidentRequest } from './incident.dto.js';
import type { Incident } from './incident.entity.js';

type Facts = Partial<
  Pick<
    Incident,
    | 'title'
    | 'category'
    | 'severity'
    | 'personalData'
    | 'detectedAt'
    | 'occurredAt'
    | 'awareAt'
    | 'description'
    | 'legalEntityId'
    | 'socialData'
    | 'vehicleRegistration'
    | 'tlp'
    | 'visibility'
  >
>;

const yesNo = (value: boolean): string => (value ? 'ja' : 'nein');
const time = (value: Date | null): string =>
  value ? DateTime.fromJSDate(value, { zone: ZONE }).toFormat('dd.MM.yyyy HH:mm') : 'offen';

/** How a changed fact reads in the timeline; `null`: only that it changed. */
const WORDS: {
  readonly [Name in keyof Facts]-?: {
    readonly name: string;
    readonly word: ((value: never) => string) | null;
  };
} = {
  title: { name: 'Titel', word: (value: string) => `„${value}“` },
  category: { name: 'Art', word: (value: string) => label('de', 'category', value) },
  severity: { name: 'Schwere', word: (value: string) => label('de', 'severity', value) },
  personalData: {
    name: 'Personenbezogene Daten',
    word: (value: string) => label('de', 'personalData', value),
  },
  detectedAt: { name: 'Bemerkt', word: time },
  occurredAt: { name: 'Eingetreten', word: time },
  awareAt: { name: 'Kenntnis', word: time },
  description: { name: 'Beschreibung', word: null },
  legalEntityId: { name: 'Organisation', word: null },
  socialData: { name: 'Sozialdaten', word: yesNo },
  vehicleRegistration: { name: 'i-Kfz', word: yesNo },
  tlp: { name: 'Weitergabe', word: (value: string) => label('de', 'tlp', value) },
  visibility: { name: 'Sichtbarkeit', word: (value: string) => label('de', 'visibility', value) },
};

/** What a patch changes, and the timeline lines that say so; an equal value is no change. */
export function changedFacts(
  before: Incident,
  patch: UpdateIncidentRequest,
): { facts: Facts; lines: TimelineLine[] } {
  const {
    title,
    category,
    severity,
    personalData,
    legalEntityId,
    socialData,
    vehicleRegistration,
    tlp,
    visibility,
  } = patch;
  const wanted: Facts = {
    ...{
      title,
      category,
      severity,
      personalData,
      legalEntityId,
      socialData,
      vehicleRegistration,
      tlp,
      visibility,
    },
    detectedAt: patch.detectedAt === undefined ? undefined : new Date(patch.detectedAt),
    occurredAt:
      patch.occurredAt === undefined
        ? undefined
        : patch.occurredAt === null
          ? null
          : new Date(patch.occurredAt),
    awareAt: patch.awareAt === undefined ? undefined : new Date(patch.awareAt),
    description: patch.description === undefined ? undefined : patch.description || null,
  };
  const names = (Object.keys(wanted) as (keyof Facts)[]).filter(
    (name) => wanted[name] !== undefined && comparable(wanted[name]) !== comparable(before[name]),
  );
  const facts = Object.fromEntries(names.map((name) => [name, wanted[name]])) as Facts;
  const text = names.map((name) => describe(name, before, wanted)).join('; ');
  const reason = facts.awareAt && patch.awareReason ? ` (${patch.awareReason})` : '';
  return { facts, lines: names.length === 0 ? [] : [{ kind: 'change', text: text + reason }] };
}

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

function describe(name: keyof Facts, before: Incident, wanted: Facts): string {
  const { name: german, word } = WORDS[name];
  if (!word) return `${german} geändert`;
  const say = word as (value: unknown) => string;
  return `${german}: ${say(before[name])} → ${say(wanted[name])}`;
}
