import { useSyncExternalStore } from 'react';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** The inline script in index.html reads the same key before the first paint. */
const storageKey = 'bergfried:theme';
const listeners = new Set<() => void>();
const darkDevice = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Theme {
  const value = localStorage.getItem(storageKey);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function shown(): 'light' | 'dark' {
  const theme = stored();
  return theme === 'system' ? (darkDevice.matches ? 'dark' : 'light') : theme;
}

function apply(): void {
  document.documentElement.dataset['kernTheme'] = shown();
  for (const listener of listeners) listener();
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, theme);
  apply();
}

/** Follows the device while the theme is `system`, and other tabs. */
export function watchTheme(): void {
  darkDevice.addEventListener('change', apply);
  window.addEventListener('storage', (event) => {
    if (event.key === storageKey) apply();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen theme and the one on screen. */
export function useTheme(): { theme: Theme; shown: 'light' | 'dark' } {
  const theme = useSyncExternalStore(subscribe, stored);
  return { theme, shown: useSyncExternalStore(subscribe, shown) };
}
