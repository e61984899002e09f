import { queryOptions } from '@tanstack/react-query';
import { readTasks } from '../../api/tasks.js';

/** News on the page, and the most that the server gives. */
export const fewNews = 20;
export const mostNews = 200;

export const tasksQuery = (tenantId: string, news: number) =>
  queryOptions({
    queryKey: ['tasks', tenantId, news],
    queryFn: ({ signal }) => readTasks(tenantId, news, signal),
    staleTime: 30_000,
    // Clocks run and days change without an event.
    refetchInterval: 5 * 60_000,
  });
