import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { draftKey, readDraft, removeDraft, writeDraft } from '../../app/drafts.js';
import type { CheckedReport, ReportValues } from './report-form.js';
import { hasContent } from './report-form.js';

/** Draft of one person for one scope. */
export function reportDraftKey(userId: string, scopeSlug: string): string {
  return draftKey('vorfall', userId, scopeSlug);
}

/** Where the Idempotency-Key of a draft lies while its answer is not known. */
export const sendingKey = (key: string): string => `${key}:sendung`;

/** The stored draft, if it holds anything worth restoring. */
export function storedReport(key: string): Partial<ReportValues> | null {
  const draft = readDraft<Partial<ReportValues>>(key);
  return draft && hasContent(draft) ? draft : null;
}

/** Writes every change of the form to this device; says whether a draft was found. */
export function useReportDraft(
  key: string,
  form: UseFormReturn<ReportValues, unknown, CheckedReport>,
  found: boolean,
): { restored: boolean; forget: () => void } {
  const [restored, setRestored] = useState(found);
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => (hasContent(values) ? writeDraft(key, values) : removeDraft(key)),
      }),
    [form, key],
  );
  return {
    restored,
    forget: () => {
      removeDraft(key);
      removeDraft(sendingKey(key));
      setRestored(false);
    },
  };
}
