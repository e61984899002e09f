import { useSyncExternalStore } from 'react';
import type { IconName } from './icon-paths.js';

/**
 * The pictures are a file of their own, read beside the first script: a page must not wait for them.
 * Every icon keeps its place meanwhile, and its meaning stands in a text anyway.
 */
let paths: Partial<Record<IconName, string>> = {};
const listeners = new Set<() => void>();

void import('./icon-paths.js').then(({ iconPaths }) => {
  paths = iconPaths;
  for (const listener of listeners) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Path of an icon; undefined until the file is there. */
export function useIconPath(name: IconName): string | undefined {
  return useSyncExternalStore(subscribe, () => paths[name]);
}
