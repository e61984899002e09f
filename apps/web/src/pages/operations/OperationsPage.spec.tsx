import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as operations from '../../api/operations.js';
import { ApiProblem } from '../../api/problem.js';
import { findScope } from '../../app/scope.js';
import { axeFindings, renderPage } from '../../testing/render.js';
import { sampleMembership, sampleSession } from '../../testing/samples.js';
import { OperationsPage } from './OperationsPage.js';

jest.mock('../../api/operations.js');
const mocked = jest.mocked(operations);
jest.mock('../../app/use-scope.js', () => ({ useScope: () => mockScope }));
const mockScope = findScope(sampleSession(sampleMembership({ permissions: ['job:manage'] })), 'vogelsberg');

const page = <T,>(...items: T[]) => ({ items, total: items.length, nextCursor: null });
const letter = (part: Partial<operations.DeadLetter> = {}): operations.DeadLetter => ({
  id: 'l1',
  tenantId: 't1',
  event: 'report.requested',
  subscriber: 'make-report',
  error: 'Das PDF konnte nicht gesetzt werden.',
  attempts: 12,
  state: 'failed',
  failedAt: '2026-11-24T09:00:00.000Z',
  retriedAt: null,
  resolvedAt: null,
  version: 3,
  ...part,
});
const mail: operations.LoggedMail = {
  id: 'm1',
  tenantId: 't1',
  kind: 'duty-soon',
  userId: 'u1',
  userName: 'Sabine Eifert',
  state: 'unclear',
  problem: 'Die Verbindung brach nach der Übergabe ab.',
  messageId: 'm1@example',
  plannedAt: '2026-11-24T09:00:00.000Z',
  changedAt: '2026-11-24T09:00:00.000Z',
};

describe('OperationsPage', () => {
  beforeEach(() => {
    mocked.listDeadLetters.mockReset().mockResolvedValue(page());
    mocked.listMails.mockReset().mockResolvedValue(page());
    mocked.retryDeadLetter.mockReset();
  });

  it('says that nothing is to be done, and has no axe findings', async () => {
    const { container } = renderPage(<OperationsPage />);
    expect(await screen.findByText('Nichts ist gescheitert.')).toBeVisible();
    expect(await screen.findByText('Keine Mail ist ungeklärt.')).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
  });

  it('has failed work done again, and looks again afterwards', async () => {
    const user = userEvent.setup();
    mocked.listDeadLetters.mockResolvedValue(page(letter()));
    const { container } = renderPage(<OperationsPage />);
    const row = await screen.findByRole('row', { name: /Bericht erstellen/ });
    expect(within(row).getByText('Das PDF konnte nicht gesetzt werden.')).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
    mocked.retryDeadLetter.mockResolvedValue(letter({ state: 'running', version: 4 }));
    mocked.listDeadLetters.mockResolvedValue(page());
    await user.click(within(row).getByRole('button', { name: /^Wiederholen: Bericht erstellen/ }));
    expect(mocked.retryDeadLetter).toHaveBeenCalledWith(mockScope, letter());
    expect(await screen.findByText('Nichts ist gescheitert.')).toBeVisible();
  });

  it('says when somebody was faster, and shows what is there now', async () => {
    const user = userEvent.setup();
    mocked.listDeadLetters.mockResolvedValue(page(letter()));
    renderPage(<OperationsPage />);
    const button = await screen.findByRole('button', { name: /^Wiederholen: Bericht erstellen/ });
    mocked.retryDeadLetter.mockRejectedValue(
      new ApiProblem(412, { title: 'Der Stand hat sich inzwischen geändert' }),
    );
    mocked.listDeadLetters.mockResolvedValue(page());
    await user.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent('inzwischen geändert');
    await waitFor(() => {
      expect(screen.queryByRole('row')).toBeNull();
    });
  });

  it('shows unclear mails first, all of them on demand', async () => {
    const user = userEvent.setup();
    mocked.listMails.mockResolvedValue(page(mail));
    renderPage(<OperationsPage />);
    const row = await screen.findByRole('row', { name: /Sabine Eifert/ });
    expect(row).toHaveTextContent('Frist: unter zwei Stunden');
    expect(row).toHaveTextContent('Die Verbindung brach nach der Übergabe ab.');
    expect(mocked.listMails.mock.calls[0]?.[1]).toEqual(['unclear', 'refused']);
    await user.click(screen.getByRole('button', { name: 'Alle' }));
    await waitFor(() => {
      expect(mocked.listMails.mock.calls.at(-1)?.[1]).toEqual([]);
    });
  });

  it('offers another try when a list cannot be read', async () => {
    const user = userEvent.setup();
    mocked.listDeadLetters.mockRejectedValueOnce(new ApiProblem(500, { title: 'Da ging etwas schief' }));
    renderPage(<OperationsPage />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Da ging etwas schief');
    await user.click(within(alert).getByRole('button', { name: 'Noch einmal versuchen' }));
    expect(await screen.findByText('Nichts ist gescheitert.')).toBeVisible();
  });
});
