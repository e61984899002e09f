import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  text: string;
  /** Takes back what was said, while the message is there. */
  action?: { label: string; run: () => void };
}

/** Long enough to read (WCAG 2.2.1); pointer or focus on it holds it. */
const shownFor = 8_000;
const shownWithAction = 10_000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const dropToast = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

function expire(id: number): void {
  if (document.querySelector('.toasts:is(:hover, :focus-within)')) setTimeout(() => expire(id), 2_000);
  else dropToast(id);
}

/** Says that something happened. Only what has no legal effect carries an action ("Rückgängig"). */
export function toast(text: string, action?: Toast['action']): void {
  lastId += 1;
  const id = lastId;
  set([...toasts.slice(-2), action ? { id, text, action } : { id, text }]);
  setTimeout(() => expire(id), action ? shownWithAction : shownFor);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
