import type { ReactElement } from 'react';
import { formatNumber } from '../format/number.js';

export interface Tab {
  id: string;
  label: string;
  /** Rows behind it; undefined while it is being counted. */
  count: number | undefined;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  current: string;
  onChange: (id: string) => void;
}

/** Views of one list: buttons that filter, hence pressed or not (no tab panels change). */
export function Tabs({ label, tabs, current, onChange }: TabsProps): ReactElement {
  return (
    <div className="tabs" role="group" aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" aria-pressed={tab.id === current} onClick={() => onChange(tab.id)}>
          {tab.label}
          {tab.count !== undefined && <span className="counter">{formatNumber(tab.count)}</span>}
        </button>
      ))}
    </div>
  );
}
