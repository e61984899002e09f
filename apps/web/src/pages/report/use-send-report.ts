import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { createIncident } from '../../api/incidents.js';
import { ApiProblem } from '../../api/problem.js';
import type { Incident } from '../../api/types.js';
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

/** Sends the report; refusals of single fields go to those fields, everything typed stays. */
export function useSendReport(form: UseFormReturn<ReportValues, unknown, CheckedReport>): SendReport {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The same key for a second try after a lost answer: the server then reports once only.
  const key = useRef<{ body: string; key: string } | null>(null);

  const send = async (tenantId: string, values: CheckedReport): Promise<Incident | null> => {
    const draft = toDraft(values);
    const body = JSON.stringify([tenantId, draft]);
    if (key.current?.body !== body) key.current = { body, key: newKey() };
    setSending(true);
    setProblem(null);
    try {
      const incident = await createIncident(tenantId, draft, key.current.key);
      key.current = null;
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
