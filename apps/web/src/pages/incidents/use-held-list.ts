import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useRef, useState, type RefObject } from 'react';
import { listIncidents, type IncidentQuery } from '../../api/incidents.js';
import type { IncidentListItem, Page, ScopeRef } from '../../api/types.js';
import { incidentListQuery, windowSize } from '../../app/page-queries.js';
import { useLiveEvents } from '../../live/use-live.js';

interface HeldList {
  /** New rows that wait, so that nothing jumps under the pointer. */
  waiting: number;
  show: () => void;
  /** For the box around the list: knows whether somebody is in it. */
  box: RefObject<HTMLDivElement | null>;
}

type Windows = InfiniteData<Page<IncidentListItem>>;

/** Puts newer versions of rows in their place, without moving any. */
function replaceRows(windows: Windows, fresh: ReadonlyMap<string, IncidentListItem>): Windows {
  const pages = windows.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => {
      const newer = fresh.get(item.id);
      return newer && newer.version > item.version ? newer : item;
    }),
  }));
  return { ...windows, pages };
}

/**
 * Keeps a list live. Nobody in it: it is read again at once. Pointer or focus in it: rows are updated where they
 * stand, and new ones wait behind "n neue anzeigen".
 */
export function useHeldList(scope: ScopeRef, query: IncidentQuery, isLive: boolean): HeldList {
  const client = useQueryClient();
  const box = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState({ count: 0, query });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { queryKey } = incidentListQuery(scope, query);

  const read = async (): Promise<void> => {
    const element = box.current;
    const occupied =
      element?.matches(':hover') === true || element?.contains(document.activeElement) === true;
    if (!occupied) {
      setHeld({ count: 0, query });
      await client.invalidateQueries({ queryKey });
      return;
    }
    const shown = client.getQueryData(queryKey);
    if (!shown) return;
    const page = await listIncidents(scope, query, { limit: windowSize });
    const known = new Set(shown.pages.flatMap((each) => each.items.map((item) => item.id)));
    client.setQueryData(
      queryKey,
      (windows) => windows && replaceRows(windows, new Map(page.items.map((item) => [item.id, item]))),
    );
    const lastKnown = shown.pages.length === 1 ? page.items.length : windowSize;
    setHeld({ count: page.items.slice(0, lastKnown).filter((item) => !known.has(item.id)).length, query });
  };

  useLiveEvents((event) => {
    if (!isLive || !/^(?:incident|duty|resync)/.test(event.type)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void read().catch(() => undefined), 100);
  });

  const show = useCallback(() => {
    setHeld({ count: 0, query });
    void client.invalidateQueries({ queryKey });
  }, [client, query, queryKey]);

  return { waiting: held.query === query ? held.count : 0, show, box };
}
