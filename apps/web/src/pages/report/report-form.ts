import { vCreateIncidentRequest } from '@bergfried/api-client';
import type { TFunction } from 'i18next';
import * as v from 'valibot';
import type { IncidentDraft } from '../../api/types.js';

export const requiredFields = [
  'title',
  'category',
  'tenant',
  'detectedAt',
  'severity',
  'personalData',
] as const;

/** Small clock differences between this device and the server must not refuse a report. */
const clockTolerance = 60_000;

export function emptyReport(tenant: string, now: number): ReportValues {
  return {
    title: '',
    category: '',
    tenant,
    detectedAt: new Date(now).toISOString(),
    severity: '',
    personalData: '',
    description: '',
    occurredAt: '',
    awareAt: '',
    legalEntityId: '',
    socialData: false,
    vehicleRegistration: false,
    countyOnly: false,
  };
}

/**
 * Rules of the form: those of the server's own document with German words, and what spans several fields.
 * The server checks again; what only it can know comes back by field.
 */
export function reportSchema(t: TFunction) {
  const rules = vCreateIncidentRequest.entries;
  const past = v.check(
    (at: string) => at === '' || new Date(at).getTime() <= Date.now() + clockTolerance,
    t('report.missing.future'),
  );
  return v.pipe(
    v.object({
      title: v.pipe(v.string(), v.trim(), v.message(rules.title, t('report.missing.title'))),
      category: v.pipe(v.string(), v.message(rules.category, t('report.missing.category'))),
      tenant: v.pipe(v.string(), v.minLength(1, t('report.missing.tenant'))),
      detectedAt: v.pipe(v.string(), v.message(rules.detectedAt, t('report.missing.detectedAt')), past),
      severity: v.pipe(v.string(), v.message(rules.severity, t('report.missing.severity'))),
      personalData: v.pipe(v.string(), v.message(rules.personalData, t('report.missing.personalData'))),
      description: v.pipe(v.string(), v.maxLength(10_000, t('report.missing.descriptionLong'))),
      occurredAt: v.pipe(v.string(), past),
      awareAt: v.pipe(v.string(), past),
      legalEntityId: v.string(),
      socialData: v.boolean(),
      vehicleRegistration: v.boolean(),
      countyOnly: v.boolean(),
    }),
    v.forward(
      v.check(
        ({ occurredAt, detectedAt }) => occurredAt === '' || occurredAt <= detectedAt,
        t('report.missing.occurredLate'),
      ),
      ['occurredAt'],
    ),
  );
}

type Schema = ReturnType<typeof reportSchema>;

/** The form as it is typed: '' means "not answered yet", times are UTC as ISO 8601, `tenant` is a slug. */
export type ReportValues = v.InferInput<Schema>;

export type CheckedReport = v.InferOutput<Schema>;

/** What is sent: answers that were not given are left out, so that the server's defaults hold. */
export function toDraft(values: CheckedReport): IncidentDraft {
  const draft: IncidentDraft = {
    title: values.title,
    category: values.category,
    detectedAt: values.detectedAt,
    severity: values.severity,
    personalData: values.personalData,
  };
  if (values.description.trim() !== '') draft.description = values.description.trim();
  if (values.occurredAt !== '') draft.occurredAt = values.occurredAt;
  if (values.awareAt !== '') draft.awareAt = values.awareAt;
  if (values.legalEntityId !== '') draft.legalEntityId = values.legalEntityId;
  if (values.socialData) draft.socialData = true;
  if (values.vehicleRegistration) draft.vehicleRegistration = true;
  if (values.countyOnly) draft.visibility = 'county-only';
  return draft;
}

/** True when something was typed that is worth keeping. */
export function hasContent(values: Partial<ReportValues>): boolean {
  return Boolean(
    values.title?.trim() ||
    values.category ||
    values.description?.trim() ||
    values.severity ||
    values.personalData,
  );
}
