import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { visitTasks } from '../../api/tasks.js';
import { toast } from '../../ui/toast.js';

/** A page that was on the screen for this long has been seen, in milliseconds. */
export const SEEN_AFTER = 3_000;

/**
 * Tells the server that the page was really on the screen: after three seconds in a window that is shown, not when it is
 * fetched. What is new stays marked during this visit; `markAll` ends that at once.
 */
export function useVisit(
  tenantId: string,
  asOf: string | undefined,
): { markAll: () => void; marking: boolean } {
  const { t } = useTranslation();
  const client = useQueryClient();
  const isThere = asOf !== undefined;
  useEffect(() => {
    if (!isThere) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(note, SEEN_AFTER);
    };
    const note = (): void => {
      document.removeEventListener('visibilitychange', wait);
      // Not worth a word when it fails: the same news is new once more.
      visitTasks(tenantId, new Date().toISOString(), false).catch(() => undefined);
    };
    document.addEventListener('visibilitychange', wait);
    wait();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wait);
    };
  }, [tenantId, isThere]);
  const mark = useMutation({
    mutationFn: () => visitTasks(tenantId, asOf ?? '', true),
    onSuccess: () => {
      toast(t('tasks.news.seenDone'));
      return client.invalidateQueries({ queryKey: ['tasks', tenantId] });
    },
  });
  return { markAll: () => mark.mutate(), marking: mark.isPending };
}
