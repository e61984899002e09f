import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProblem } from '../../api/problem.js';
import type { Permission } from '../../api/types.js';
import { findScope } from '../../app/scope.js';
import { axeFindings, renderPage } from '../../testing/render.js';
import { sampleMembership, sampleSession } from '../../testing/samples.js';
import type { ReportListItem } from './report-data.js';
import { ReportsPage } from './ReportsPage.js';

const mockList = jest.fn<Promise<ReportListItem[]>, []>();
const mockOrder = jest.fn<Promise<ReportListItem>, [string, string, boolean]>();
jest.mock('./report-data.js', () => ({
  ...jest.requireActual<object>('./report-data.js'),
  reportListQuery: (tenantId: string) => ({ queryKey: ['reports', tenantId], queryFn: () => mockList() }),
  orderReport: (tenantId: string, period: string, renew: boolean) => mockOrder(tenantId, period, renew),
}));
jest.mock('../../app/use-scope.js', () => ({ useScope: () => mockScope }));
jest.mock('../../format/use-now.js', () => ({ useNow: () => Date.parse('2026-11-24T09:00:00Z') }));

const scopeWith = (...permissions: Permission[]) =>
  findScope(sampleSession(sampleMembership({ permissions })), 'vogelsberg');
let mockScope = scopeWith();

const figures = {
  period: '2026-Q3',
  level: 0,
  reported: 10,
  closed: 9,
  openIncidents: 1,
  dutiesKept: { numerator: 1, denominator: 1 },
};
const report = (part: Partial<ReportListItem> = {}): ReportListItem => ({
  id: 'r1',
  tenantId: 't1',
  kind: 'county-quarter',
  period: '2026-Q3',
  revision: 1,
  interim: false,
  state: 'draft',
  cutOff: '2026-09-30T21:59:59.999Z',
  collectedAt: '2026-11-24T09:00:00.000Z',
  snapshotSha256: 'a'.repeat(64),
  pdfSha256: 'b'.repeat(64),
  pdfSize: 139_000,
  current: figures,
  previous: { ...figures, period: '2026-Q2', reported: 3, openIncidents: 1 },
  job: { id: 'j1', state: 'done', progress: 1, step: null, problem: null },
  createdAt: '2026-11-24T09:00:00.000Z',
  createdBy: { id: 'u2', name: 'Dr. Katrin Sommerfeld' },
  finalisedAt: null,
  finalisedBy: null,
  version: 2,
  ...part,
});
const ordered = (job: Partial<ReportListItem['job']>): ReportListItem =>
  report({
    state: 'requested',
    current: null,
    previous: null,
    collectedAt: null,
    snapshotSha256: null,
    pdfSha256: null,
    pdfSize: null,
    job: { id: 'j1', state: 'running', progress: 0.4, step: null, problem: null, ...job },
  });

describe('ReportsPage', () => {
  beforeEach(() => {
    mockScope = scopeWith('report:read', 'report:create');
    mockList.mockReset().mockResolvedValue([]);
    mockOrder.mockReset();
  });

  it('without reports teaches the officer the next step, which orders the quarter that has ended', async () => {
    const user = userEvent.setup();
    const { container } = renderPage(<ReportsPage />);
    expect(await screen.findByText(/Wählen Sie oben ein Quartal/)).toBeVisible();
    expect(screen.getByLabelText('Quartal')).toHaveDisplayValue('3. Quartal 2026');
    expect(await axeFindings(container)).toEqual([]);
    mockOrder.mockResolvedValue(ordered({}));
    mockList.mockResolvedValue([ordered({ step: 'Zahlen werden erhoben' })]);
    await user.click(screen.getByRole('button', { name: 'Bericht erzeugen' }));
    expect(mockOrder).toHaveBeenCalledWith('t1', '2026-Q3', false);
    expect(await screen.findByText('Dieser Bericht wird gerade erzeugt.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Bericht erzeugen' })).toBeNull();
  });

  it('without the right to order says who makes reports, and offers nothing', async () => {
    mockScope = scopeWith('report:read');
    renderPage(<ReportsPage />);
    expect(await screen.findByText(/legt ihn nach dem Ende des Quartals vor/)).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Bericht erzeugen' })).toBeNull();
    expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Berichte exportieren',
    ]);
  });

  it('shows how far the work is', async () => {
    mockList.mockResolvedValue([ordered({ step: 'PDF wird gesetzt', progress: 0.8 })]);
    const { container } = renderPage(<ReportsPage />);
    const card = await screen.findByRole('article', { name: '3. Quartal 2026' });
    expect(within(card).getByRole('progressbar')).toHaveAttribute('value', '0.8');
    expect(within(card).getByRole('status')).toHaveTextContent('PDF wird gesetzt');
    expect(within(card).queryByRole('link', { name: /lesen|PDF/ })).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it('shows why a report was not made; only who may order starts it again', async () => {
    const user = userEvent.setup();
    mockList.mockResolvedValue([
      ordered({ state: 'failed', problem: 'Das PDF konnte nicht gesetzt werden.' }),
    ]);
    const first = renderPage(<ReportsPage />);
    const card = await screen.findByRole('article', { name: '3. Quartal 2026' });
    expect(within(card).getByText('nicht fertig geworden')).toBeVisible();
    expect(within(card).getByText('Das PDF konnte nicht gesetzt werden.')).toBeVisible();
    mockOrder.mockResolvedValue(ordered({}));
    await user.click(within(card).getByRole('button', { name: 'Noch einmal starten' }));
    expect(mockOrder).toHaveBeenCalledWith('t1', '2026-Q3', false);
    first.unmount();
    mockScope = scopeWith('report:read');
    renderPage(<ReportsPage />);
    await screen.findByRole('article', { name: '3. Quartal 2026' });
    expect(screen.queryByRole('button', { name: 'Noch einmal starten' })).toBeNull();
  });

  it('of a finished report shows figures and files, and does not offer to make it again', async () => {
    mockList.mockResolvedValue([report()]);
    const { container } = renderPage(<ReportsPage />);
    const card = await screen.findByRole('article', { name: '3. Quartal 2026' });
    expect(within(card).getByText('Entwurf')).toBeVisible();
    expect(within(card).getByText('7 mehr als im Vorquartal')).toBeVisible();
    expect(within(card).getByText('1 von 1')).toBeVisible();
    expect(within(card).getByRole('link', { name: 'PDF herunterladen (139 kB)' })).toHaveAttribute(
      'href',
      '/api/v1/tenants/t1/reports/r1/files/pdf',
    );
    expect(within(card).getByRole('link', { name: 'Auf einer Seite lesen' })).toHaveAttribute(
      'href',
      '/vogelsberg/berichte/r1',
    );
    expect(screen.getByText('Diesen Bericht gibt es schon.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Bericht erzeugen' })).toBeNull();
    expect(await axeFindings(container)).toEqual([]);
  });

  it('of a quarter that still runs makes an interim report, again and again', async () => {
    const user = userEvent.setup();
    mockList.mockResolvedValue([report({ period: '2026-Q4', interim: true })]);
    renderPage(<ReportsPage />);
    await user.selectOptions(await screen.findByLabelText('Quartal'), '2026-Q4');
    mockOrder.mockResolvedValue(ordered({}));
    await user.click(screen.getByRole('button', { name: 'Neuen Zwischenstand erzeugen' }));
    expect(mockOrder).toHaveBeenCalledWith('t1', '2026-Q4', true);
  });

  it.each([
    [new ApiProblem(0), /Server ist gerade nicht erreichbar/],
    [new ApiProblem(409, { title: 'Der Bericht ist schon in Arbeit' }), /schon in Arbeit/],
  ])('says why an order was refused (%s)', async (problem, words) => {
    const user = userEvent.setup();
    renderPage(<ReportsPage />);
    mockOrder.mockRejectedValue(problem);
    await user.click(await screen.findByRole('button', { name: 'Bericht erzeugen' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });
});
