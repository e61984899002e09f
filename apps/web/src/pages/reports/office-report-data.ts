import { officeReportFindAll } from '@bergfried/api-client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call, joined, present, windowQuery } from '../../api/call.js';
import { isInWork } from './report-data.js';
import type { ReportSearch } from './report-search.js';

/** Rows of one window. */
const windowSize = 100;
/** Live events bring progress at once; this is for a stream that is down. */
const lookAgain = 5000;

/** Reports of all members, the newest quarter first. `tenantId` belongs to the slug in `kreis`. */
export const officeReportsQuery = (officeId: string, search: ReportSearch, tenantId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['office-reports', officeId, search.quartal, search.zustand, tenantId],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...present({ period: search.quartal, state: joined(search.zustand), tenantId }),
        ...windowQuery({ cursor: pageParam, limit: windowSize }),
      };
      return call(() => officeReportFindAll({ path: { officeId }, query, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isInWork)) ? lookAgain : false,
  });
