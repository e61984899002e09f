import { taskRead, taskVisit } from '@bergfried/api-client';
import { call, callOnce } from './call.js';
import type { Tasks } from './types.js';

/** What runs, is new and waits at this tenant; `news` lines at most. */
export const readTasks = (tenantId: string, news: number, signal: AbortSignal): Promise<Tasks> =>
  call(() => taskRead({ path: { tenantId }, query: { news }, signal }));

/** Says that what was read until then was on the screen; `all`: none of it is new any more, during this visit too. */
export async function visitTasks(tenantId: string, seenUntil: string, all: boolean): Promise<void> {
  await callOnce(() => taskVisit({ path: { tenantId }, body: { seenUntil, all } }));
}
