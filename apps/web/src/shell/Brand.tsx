import type { ReactElement } from 'react';

/** The keep of a castle: our mark, drawn by ourselves. */
export function BrandMark({ size = 20 }: { size?: number }): ReactElement {
  return (
    <span className="brand-mark">
      <svg width={size} height={size} viewBox="0 0 20 20" fill="currentColor" aria-hidden>
        <path d="M3.5 1H6.3v2.2h2.4V1h2.6v2.2h2.4V1h2.8v6l-1.5 1.8V19H11.7v-3.9a1.7 1.7 0 0 0-3.4 0V19H5V8.8L3.5 7z" />
      </svg>
    </span>
  );
}
