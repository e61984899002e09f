/** Drafts of forms on this device, by person and object. Their text may be sensitive, so signing out removes them all. */
const prefix = 'bergfried:entwurf:';

export function draftKey(form: string, userId: string, object: string): string {
  return `${prefix}${form}:${userId}:${object}`;
}

export function readDraft<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function writeDraft(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store costs the draft, not the work.
  }
}

export const removeDraft = (key: string): void => localStorage.removeItem(key);

export function removeAllDrafts(): void {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    localStorage.removeItem(key);
  }
}
