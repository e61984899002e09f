import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

interface RowKeysOptions {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  pageSize: () => number;
  scrollTo: (index: number) => void;
  onOpen: (index: number) => void;
  /** x and space choose a row, with Shift all up to it. */
  onSelect?: ((index: number, range: boolean) => void) | undefined;
}

interface RowKeys {
  /** The one row in the tab order. */
  focusable: number;
  onFocus: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Moves the focus through virtual rows. Letters act only while a row has the focus (WCAG 2.1.4). */
export function useRowKeys({
  scroller,
  count,
  pageSize,
  scrollTo,
  onOpen,
  onSelect,
}: RowKeysOptions): RowKeys {
  const [active, setActive] = useState(0);
  const wanted = useRef(false);
  const current = Math.min(active, Math.max(0, count - 1));

  // After a jump the row exists only once it is drawn; until then every render looks for it.
  useEffect(() => {
    if (!wanted.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${current}"]`);
    if (!row) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
  });

  const go = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index));
    wanted.current = true;
    setActive(next);
    scrollTo(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined) return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => go(current + 1),
      j: () => go(current + 1),
      ArrowUp: () => go(current - 1),
      k: () => go(current - 1),
      Home: () => go(0),
      End: () => go(count - 1),
      PageDown: () => go(current + pageSize()),
      PageUp: () => go(current - pageSize()),
      Enter: () => onOpen(current),
      ...(onSelect && {
        x: () => onSelect(current, false),
        X: () => onSelect(current, true),
        ' ': () => onSelect(current, event.shiftKey),
      }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  return { focusable: current, onFocus: setActive, onKeyDown };
}
