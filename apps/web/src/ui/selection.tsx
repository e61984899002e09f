import { useEffect, useRef, type ReactElement } from 'react';

/** Chosen rows of a table. */
export interface RowSelection<T> {
  isSelected: (row: T) => boolean;
  /** false: this row cannot be chosen; its box says why in {@link labelOf}. */
  canSelect: (row: T) => boolean;
  labelOf: (row: T) => string;
  /** By index in the rows; `range` takes all from the last chosen one. */
  toggle: (index: number, range: boolean) => void;
  all: 'none' | 'some' | 'all';
  toggleAll: () => void;
  allLabel: string;
}

interface RowCheckProps<T> {
  row: T;
  index: number;
  selection: RowSelection<T>;
}

/** The box of a row. Not in the tab order of the page: the row is, and x chooses it. */
export function RowCheck<T>({ row, index, selection }: RowCheckProps<T>): ReactElement {
  return (
    <label className="row-check">
      <input
        type="checkbox"
        aria-label={selection.labelOf(row)}
        checked={selection.isSelected(row)}
        disabled={!selection.canSelect(row)}
        onClick={(event) => selection.toggle(index, event.shiftKey)}
        // The click decides, for it knows Shift.
        onChange={() => undefined}
      />
    </label>
  );
}

/** The box in the head of the table. */
export function SelectAll<T>({ selection }: { selection: RowSelection<T> }): ReactElement {
  const box = useRef<HTMLInputElement>(null);
  const some = selection.all === 'some';
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return (
    <label className="row-check">
      <input
        ref={box}
        type="checkbox"
        aria-label={selection.allLabel}
        checked={selection.all === 'all'}
        onChange={selection.toggleAll}
      />
    </label>
  );
}
