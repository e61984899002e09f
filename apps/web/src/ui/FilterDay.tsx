import type { ReactElement } from 'react';

interface FilterDayProps {
  label: string;
  /** YYYY-MM-DD, undefined: no limit. */
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A day of the filter bar, with the calendar of the browser. */
export function FilterDay({ label, value, min, max, onChange }: FilterDayProps): ReactElement {
  return (
    <label className="filter-select filter-day">
      <span>{label}</span>
      <input
        // Typing a year passes through others: the field keeps what is typed, the list follows whole days only.
        key={value ?? ''}
        type="date"
        defaultValue={value ?? ''}
        min={min}
        max={max}
        onBlur={(event) => change(event.target)}
        onChange={(event) => change(event.target)}
      />
    </label>
  );

  function change({ value: text, validity }: HTMLInputElement): void {
    const next = text === '' ? undefined : text;
    if (validity.badInput || next === value || (next !== undefined && next < '2000-01-01')) return;
    onChange(next);
  }
}
