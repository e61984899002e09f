import {
  tenantReportCreate,
  tenantReportFinalise,
  tenantReportFindAll,
  tenantReportFindOne,
  type ReportListItem as GeneratedListItem,
  type ReportResponse,
} from '@bergfried/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call, ifMatch } from '../../api/call.js';

export type Report = ReportResponse;
export type ReportListItem = GeneratedListItem;
export type ReportFigures = NonNullable<GeneratedListItem['current']>;

/** More than a county makes in ten years; older ones are found through the interface. */
const shown = 100;
/** Live events bring progress at once; this is for a stream that is down. */
const lookAgain = 3000;

/** The work on it has not ended. */
export const isInWork = (report: Pick<ReportListItem, 'state' | 'job'>): boolean =>
  report.state === 'requested' && report.job.state !== 'failed';

export const reportListQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['reports', tenantId],
    queryFn: async ({ signal }) =>
      (await call(() => tenantReportFindAll({ path: { tenantId }, query: { limit: shown }, signal }))).items,
    refetchInterval: ({ state }) => (state.data?.some(isInWork) ? lookAgain : false),
  });

export const reportQuery = (tenantId: string, id: string) =>
  queryOptions({
    queryKey: ['reports', tenantId, id],
    queryFn: ({ signal }) => call(() => tenantReportFindOne({ path: { tenantId, id }, signal })),
    refetchInterval: ({ state }) => (state.data && isInWork(state.data) ? lookAgain : false),
  });

/** Orders the report of a quarter, or answers the one that is there. */
export const orderReport = (tenantId: string, period: string, renew: boolean): Promise<Report> =>
  call(() => tenantReportCreate({ path: { tenantId }, body: { kind: 'county-quarter', period, renew } }));

/** Closes a draft as it is; 412 when it was changed meanwhile. */
export const finaliseReport = ({ tenantId, id, version }: Report): Promise<Report> =>
  call(() => tenantReportFinalise({ path: { tenantId, id }, headers: ifMatch(version) }));

/** Address of a file of a report; the browser saves it. */
export const fileHref = (report: Pick<ReportListItem, 'tenantId' | 'id'>, format: 'pdf' | 'json'): string =>
  `/api/v1/tenants/${report.tenantId}/reports/${report.id}/files/${format}`;
