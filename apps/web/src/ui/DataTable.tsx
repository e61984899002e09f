import {
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
  type Updater,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.js';
import { usePrinting } from './use-printing.js';
import { useRowKeys } from './use-row-keys.js';
import { RowCheck, SelectAll, type RowSelection } from './selection.js';

/** Rows come sorted from the server; the table only says how. */
const features = tableFeatures({ rowSortingFeature });

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  sortable?: boolean;
  /** CSS width; columns without one share what is left. */
  width?: string;
}

export interface Sorting {
  id: string;
  desc: boolean;
}

export interface DataTableProps<T> {
  rows: readonly T[];
  /** All rows of the filter, loaded or not: screen readers hear it as the size of the table. */
  total: number;
  columns: readonly Column<T>[];
  getId: (row: T) => string;
  caption: string;
  sorting?: Sorting | undefined;
  onSort?: (sorting: Sorting) => void;
  onOpen: (row: T) => void;
  /** The row as a card, for narrow screens. */
  card: (row: T) => ReactNode;
  narrow: boolean;
  hasMore: boolean;
  onMore: () => void;
  empty: ReactNode;
  /** Lets rows be chosen; absent: they are only opened. */
  selection?: RowSelection<T> | undefined;
}

const rowHeight = 60;
const cardHeight = 116;
/** Rows from the end at which the next window is fetched. */
const fetchAhead = 25;

/**
 * A real `<table>` with virtual rows: screen readers keep their table keys, and `aria-rowcount` names the whole size.
 * Keyboard: arrows or j/k, page keys, Home, End, Enter, while a row has the focus. Below 700 px a list of cards.
 */
export function DataTable<T extends object>(props: DataTableProps<T>): ReactElement {
  const { rows, total, caption, narrow, hasMore, onMore, card, getId } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const size = narrow ? cardHeight : rowHeight;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: printing ? rows.length : 10,
    getItemKey: (index) => {
      const row = rows[index];
      return row ? getId(row) : index;
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, size]);

  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - fetchAhead) onMore();
  }, [hasMore, lastShown, rows.length, onMore]);

  const keys = useRowKeys({
    scroller,
    count: rows.length,
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / size) - 1),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    onOpen: (index) => {
      const row = rows[index];
      if (row) props.onOpen(row);
    },
    onSelect: props.selection?.toggle,
  });

  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const indexes = items.map((item) => item.index).filter((index) => index < rows.length);
  return (
    <div className="data-table" ref={scroller}>
      {narrow ? (
        <ul className="cards" aria-label={caption}>
          <li aria-hidden style={{ blockSize: before }} />
          {indexes.map((index) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <li key={getId(row)} className={props.selection ? 'with-check' : undefined}>
                {props.selection && <RowCheck row={row} index={index} selection={props.selection} />}
                {card(row)}
              </li>
            );
          })}
          <li aria-hidden style={{ blockSize: after }} />
        </ul>
      ) : (
        <table className="grid" aria-rowcount={total + 1} onKeyDown={keys.onKeyDown}>
          <caption className="sr-only">{t('common.tableHint', { caption })}</caption>
          <Body
            {...props}
            indexes={indexes}
            before={before}
            after={after}
            focusable={keys.focusable}
            onFocus={keys.onFocus}
          />
        </table>
      )}
      {rows.length === 0 && props.empty}
      {hasMore && rows.length > 0 && (
        <p className="sr-only" role="status">
          {t('common.loadingMore')}
        </p>
      )}
    </div>
  );
}

interface BodyProps<T> extends DataTableProps<T> {
  indexes: number[];
  before: number;
  after: number;
  focusable: number;
  onFocus: (index: number) => void;
}

function Body<T extends object>(props: BodyProps<T>): ReactElement {
  const {
    rows,
    columns,
    getId,
    sorting,
    onSort,
    onOpen,
    indexes,
    before,
    after,
    focusable,
    onFocus,
    selection,
  } = props;
  const width = columns.length + (selection ? 1 : 0);
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, T> => ({
        id: column.id,
        header: column.header,
        // The server sorts; the value only marks the column as one that can be.
        accessorFn: () => '',
        enableSorting: column.sortable === true,
        cell: (context) => column.cell(context.row.original),
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: getId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting: sorting ? [sorting] : [] },
    onSortingChange: (update: Updater<SortingState>) => {
      const [next] = typeof update === 'function' ? update(sorting ? [sorting] : []) : update;
      if (next) onSort?.(next);
    },
  });
  const model = table.getRowModel().rows;
  return (
    <>
      <colgroup>
        {selection && <col style={{ width: '52px' }} />}
        {columns.map((column) => (
          <col key={column.id} style={column.width ? { width: column.width } : undefined} />
        ))}
      </colgroup>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1}>
            {selection && (
              <th scope="col" className="check-cell">
                <SelectAll selection={selection} />
              </th>
            )}
            {group.headers.map((header) => {
              const sorted = header.column.getIsSorted();
              const ariaSort = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined;
              return (
                <th key={header.id} scope="col" aria-sort={ariaSort}>
                  {header.column.getCanSort() ? (
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                      <span className={`sort-mark${sorted ? ' on' : ''}`}>
                        <Icon
                          name={sorted === 'asc' ? 'arrowUp' : sorted === 'desc' ? 'arrowDown' : 'sort'}
                          size={16}
                        />
                      </span>
                    </button>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody>
        {before > 0 && <Spacer height={before} columns={width} />}
        {indexes.map((index) => {
          const row = model[index];
          if (!row) return null;
          return (
            <tr
              key={row.id}
              data-row={index}
              aria-rowindex={index + 2}
              tabIndex={index === focusable ? 0 : -1}
              data-selected={selection?.isSelected(row.original) || undefined}
              style={{ height: rowHeight }}
              onFocus={() => onFocus(index)}
              onClick={(event) => {
                const interactive =
                  event.target instanceof Element && event.target.closest('a, button, input, label');
                if (!interactive) onOpen(row.original);
              }}
            >
              {selection && (
                <td className="check-cell">
                  <RowCheck row={row.original} index={index} selection={selection} />
                </td>
              )}
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          );
        })}
        {after > 0 && <Spacer height={after} columns={width} />}
      </tbody>
    </>
  );
}

/** Holds the place of rows that are not drawn. A wrong `colSpan` would make phantom columns. */
function Spacer({ height, columns }: { height: number; columns: number }): ReactElement {
  return (
    <tr aria-hidden className="spacer" style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}
