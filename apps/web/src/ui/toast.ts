import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  text: string;
}

/** Long enough to read (WCAG 2.2.1); pointer or focus on it holds it. */
const shownFor = 8_000;
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

/** Says that something happened. Never carries "Rückgängig": what this app does has legal effect or can be corrected. */
export function toast(text: string): void {
  lastId += 1;
  const id = lastId;
  set([...toasts.slice(-2), { id, text }]);
  setTimeout(() => expire(id), shownFor);
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
