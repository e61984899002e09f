import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { createIncident } from '../../api/incidents.js';
import { ApiProblem } from '../../api/problem.js';
import type { Incident } from '../../api/types.js';
import { readDraft, removeDraft, writeDraft } from '../../app/drafts.js';
import { sendingKey } from './use-report-draft.js';
import { toDraft, type CheckedReport, type ReportValues } from './report-form.js';

function newKey(): string {
  // crypto.randomUUID exists in secure contexts only.
  return typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
}

/** Name of the form field a JSON pointer of the API means. */
function fieldOf(pointer: string): keyof ReportValues | null {
  const name = pointer.replace(/^#?\//, '').split('/')[0] ?? '';
  const fields: Record<string, keyof ReportValues> = {
    title: 'title',
    category: 'category',
    detectedAt: 'detectedAt',
    severity: 'severity',
    personalData: 'personalData',
    description: 'description',
    occurredAt: 'occurredAt',
    awareAt: 'awareAt',
    legalEntityId: 'legalEntityId',
    visibility: 'countyOnly',
  };
  return fields[name] ?? null;
}

interface SendReport {
  sending: boolean;
  /** What went wrong beside single fields. */
  problem: string | null;
  send: (tenantId: string, values: CheckedReport) => Promise<Incident | null>;
}

/**
 * The key of this very report. It lies beside the draft, so that a second try after a lost answer, even after the page was
 * loaded anew, makes one incident; what was changed meanwhile is another report.
 */
function keyFor(place: string, body: string): string {
  const known = readDraft<{ body: string; key: string }>(place);
  if (known?.body === body) return known.key;
  const key = newKey();
  writeDraft(place, { body, key });
  return key;
}

/**
 * Sends the report; refusals of single fields go to those fields, everything typed stays.
 * @param draft key of the draft on this device
 */
export function useSendReport(
  form: UseFormReturn<ReportValues, unknown, CheckedReport>,
  draft: string,
): SendReport {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const place = sendingKey(draft);

  const send = async (tenantId: string, values: CheckedReport): Promise<Incident | null> => {
    const report = toDraft(values);
    const key = keyFor(place, JSON.stringify([tenantId, report]));
    setSending(true);
    setProblem(null);
    try {
      const incident = await createIncident(tenantId, report, key);
      removeDraft(place);
      client.setQueryData(['incident', tenantId, incident.id], incident);
      void client.invalidateQueries({ queryKey: ['incident-list'] });
      void client.invalidateQueries({ queryKey: ['incident-count'] });
      void client.invalidateQueries({ queryKey: ['dashboard'] });
      return incident;
    } catch (error) {
      if (!(error instanceof ApiProblem)) return null; // sign-in given up: the form simply stays
      const fields = error.errors.map((each) => ({ field: fieldOf(each.pointer), message: each.message }));
      for (const { field, message } of fields) if (field) form.setError(field, { type: 'server', message });
      if (fields.every(({ field }) => field === null)) {
        setProblem(error.status === 0 ? t('common.unreachable') : (error.detail ?? error.title));
      }
      return null;
    } finally {
      setSending(false);
    }
  };
  return { sending, problem, send };
}
