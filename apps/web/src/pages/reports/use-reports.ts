import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLiveEvents } from '../../live/use-live.js';
import { toast } from '../../ui/toast.js';
import { orderReport, type Report } from './report-data.js';

/** Reads reports again when one of them, or the work on it, has changed. */
export function useLiveReports(tenantId: string): void {
  const client = useQueryClient();
  useLiveEvents(({ type }) => {
    if (/^(?:report|job|resync)/.test(type))
      void client.invalidateQueries({ queryKey: ['reports', tenantId] });
  });
}

export interface Order {
  period: string;
  /** A new look at a quarter that still runs. */
  renew: boolean;
}

/** Orders a report and shows it in the list at once. */
export function useOrder(tenantId: string): UseMutationResult<Report, Error, Order> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ period, renew }: Order) => orderReport(tenantId, period, renew),
    onSuccess: async (report) => {
      if (report.state === 'requested') toast(t('reports.order.started'));
      await client.invalidateQueries({ queryKey: ['reports', tenantId] });
    },
  });
}

/** "3. Quartal 2026" for 2026-Q3. */
export function useQuarterName(): (period: string) => string {
  const { t } = useTranslation();
  return (period) => {
    const [year = '', number = ''] = period.split('-Q');
    return t('reports.quarter', { year, number });
  };
}
