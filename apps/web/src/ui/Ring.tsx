import type { ReactElement } from 'react';
import type { Remaining } from '../format/time.js';
import { Icon } from './Icon.js';

const radius = 18;
const length = 2 * Math.PI * radius;

/** How much of a deadline is left, as a ring; the words beside it say the same. */
export function Ring({ share, tone }: { share: number; tone: Remaining['tone'] }): ReactElement {
  return (
    <span className={`ring ${tone}`} aria-hidden>
      <svg width="42" height="42" viewBox="0 0 42 42">
        <circle cx="21" cy="21" r={radius} className="ring-track" />
        <circle
          cx="21"
          cy="21"
          r={radius}
          className="ring-left"
          strokeDasharray={`${(tone === 'over' ? 1 : share) * length} ${length}`}
          transform="rotate(-90 21 21)"
        />
      </svg>
      <Icon name="timer" size={18} />
    </span>
  );
}
