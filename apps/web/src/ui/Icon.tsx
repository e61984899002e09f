import type { ReactElement } from 'react';
import type { IconName } from './icon-paths.js';
import { useIconPath } from './icon-store.js';

interface IconProps {
  name: IconName;
  /** Edge in pixels. */
  size?: number;
  /** Only when no text beside it says the same. */
  label?: string;
}

export function Icon({ name, size = 20, label }: IconProps): ReactElement {
  const path = useIconPath(name);
  const naming = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg className="icon" width={size} height={size} viewBox="0 -960 960 960" fill="currentColor" {...naming}>
      {path && <path d={path} />}
    </svg>
  );
}
