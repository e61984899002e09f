import type { ReactElement } from 'react';

/** How binding a requirement is, in the catalogue's own word; a MUSS stands out. */
export function VerbBadge({ verb }: { verb: string | null }): ReactElement | null {
  if (verb === null) return null;
  const tone = /^(?:MUSS|MUST|SHALL)/i.test(verb) ? 'info' : '';
  return <span className={`badge plain ${tone}`}>{verb}</span>;
}

/** Security level in the catalogue's own word. */
export function LevelBadge({ level }: { level: string | null }): ReactElement | null {
  if (level === null) return null;
  return <span className={`badge plain ${/erhöht|hoch|high/i.test(level) ? 'warn' : ''}`}>{level}</span>;
}
