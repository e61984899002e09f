import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openStatuses, type IncidentListItem } from '../../../api/types.js';
import type { RowSelection } from '../../../ui/selection.js';
import { toast } from '../../../ui/toast.js';
import { mostAtOnce } from './bulk-data.js';

export interface Selection {
  table: RowSelection<IncidentListItem>;
  /** Chosen rows as they are now; what has left the list is not chosen any more. */
  chosen: readonly IncidentListItem[];
  drop: (ids: readonly string[]) => void;
  clear: () => void;
}

const isOpen = (row: IncidentListItem): boolean => openStatuses.some((status) => status === row.status);

/** Which rows of the list are chosen: by box, x, space, Shift for a range, all that are loaded. */
export function useSelection(rows: readonly IncidentListItem[]): Selection {
  const { t } = useTranslation();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef(0);
  const chosen = useMemo(() => rows.filter((row) => ids.has(row.id) && isOpen(row)), [rows, ids]);
  const choosable = useMemo(() => rows.filter(isOpen), [rows]);

  const choose = useCallback(
    (next: readonly string[]): void => {
      if (next.length > mostAtOnce) toast(t('bulk.most', { count: mostAtOnce }));
      setIds(new Set(next.slice(0, mostAtOnce)));
    },
    [t],
  );
  const chosenIds = chosen.map((row) => row.id);
  const toggle = (index: number, range: boolean): void => {
    const row = rows[index];
    if (!row || !isOpen(row)) return;
    const from = range ? Math.min(anchor.current, index) : index;
    const span = rows.slice(from, (range ? Math.max(anchor.current, index) : index) + 1).filter(isOpen);
    const spanIds = span.map(({ id }) => id);
    anchor.current = index;
    choose(
      range || !ids.has(row.id)
        ? [...new Set([...chosenIds, ...spanIds])]
        : chosenIds.filter((id) => id !== row.id),
    );
  };
  const most = Math.min(choosable.length, mostAtOnce);
  const all = chosen.length === 0 ? 'none' : chosen.length >= most ? 'all' : 'some';
  return {
    table: {
      isSelected: (row) => ids.has(row.id) && isOpen(row),
      canSelect: isOpen,
      labelOf: ({ reference, ...row }) =>
        t(isOpen({ reference, ...row }) ? 'bulk.row' : 'bulk.rowClosed', { reference }),
      toggle,
      all,
      toggleAll: () => choose(all === 'all' ? [] : choosable.map(({ id }) => id)),
      allLabel: t('bulk.all'),
    },
    chosen,
    drop: (gone) => choose(chosenIds.filter((id) => !gone.includes(id))),
    clear: () => choose([]),
  };
}
