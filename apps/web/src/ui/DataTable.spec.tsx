import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithApp } from '../testing/render.js';
import { DataTable, type Column } from './DataTable.js';

interface Row {
  id: string;
}

// jsdom has no layout; the virtual list measures its box by these.
beforeAll(() => {
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, value: 600 });
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, value: 1200 });
});

const rows: Row[] = Array.from({ length: 300 }, (_, index) => ({ id: String(index) }));
const columns: Column<Row>[] = [
  { id: 'reference', header: 'Nummer', sortable: true, cell: (row) => row.id },
  { id: 'plain', header: 'Text', cell: () => 'x' },
];

function show(part: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) {
  const onOpen = jest.fn();
  const onSort = jest.fn();
  const view = renderWithApp(
    <DataTable<Row>
      rows={rows}
      total={4711}
      columns={columns}
      getId={(row) => row.id}
      caption="Vorfälle"
      sorting={{ id: 'reference', desc: true }}
      onSort={onSort}
      onOpen={onOpen}
      card={(row) => <a href={`#${row.id}`}>{row.id}</a>}
      narrow={false}
      hasMore={false}
      onMore={jest.fn()}
      empty={<p>nichts</p>}
      {...part}
    />,
  );
  return { ...view, onOpen, onSort };
}

describe('DataTable', () => {
  it('is a table that names its whole size and draws only some rows', () => {
    show();
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '4712');
    const drawn = screen.getAllByRole('row').length;
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(60);
  });

  it('says how it is sorted and asks for the other order', async () => {
    const { onSort } = show();
    expect(screen.getByRole('columnheader', { name: /Nummer/ })).toHaveAttribute('aria-sort', 'descending');
    expect(screen.getByRole('columnheader', { name: 'Text' })).not.toHaveAttribute('aria-sort');
    await userEvent.click(screen.getByRole('button', { name: /Nummer/ }));
    expect(onSort).toHaveBeenCalledWith({ id: 'reference', desc: false });
  });

  it('moves by arrows and letters while a row has the focus, and opens with Enter', async () => {
    const user = userEvent.setup();
    const { container, onOpen } = show();
    const row = (index: number) => container.querySelector<HTMLElement>(`[data-row="${index}"]`);
    act(() => row(0)?.focus());
    await user.keyboard('j{ArrowDown}k');
    expect(row(1)).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledWith({ id: '1' });
  });

  it('asks for the next window when its end comes near', () => {
    const onMore = jest.fn();
    show({ rows: rows.slice(0, 20), hasMore: true, onMore });
    expect(onMore).toHaveBeenCalled();
  });

  it('shows cards on narrow screens and the empty text without rows', () => {
    show({ narrow: true });
    expect(screen.getByRole('list', { name: 'Vorfälle' })).toBeInTheDocument();
    show({ rows: [], total: 0 });
    expect(screen.getByText('nichts')).toBeInTheDocument();
  });
});
