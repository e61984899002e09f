import type { ReactElement } from 'react';
import { iconPaths, type IconName } from './icon-paths.js';

interface IconProps {
  name: IconName;
  /** Edge in pixels. */
  size?: number;
  /** Only when no text beside it says the same. */
  label?: string;
}

export function Icon({ name, size = 20, label }: IconProps): ReactElement {
  const naming = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg className="icon" width={size} height={size} viewBox="0 -960 960 960" fill="currentColor" {...naming}>
      <path d={iconPaths[name]} />
    </svg>
  );
}
