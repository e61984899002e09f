import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProblem } from '../../api/problem.js';
import { findScope } from '../../app/scope.js';
import { axeFindings, renderPage } from '../../testing/render.js';
import { sampleMembership, sampleSession } from '../../testing/samples.js';
import { FinaliseCard } from './FinaliseCard.js';
import type { Report } from './report-data.js';

const mockFinalise = jest.fn<Promise<void>, [Report]>();
jest.mock('./report-data.js', () => ({
  ...jest.requireActual<object>('./report-data.js'),
  finaliseReport: (report: Report) => mockFinalise(report),
}));
const mockScope = findScope(
  sampleSession(sampleMembership({ permissions: ['report:finalise'] })),
  'vogelsberg',
);
jest.mock('../../app/use-scope.js', () => ({ useScope: () => mockScope }));

const report = { id: 'r1', tenantId: 't1', period: '2026-Q3', version: 3 } as Report;

async function ask(): Promise<HTMLElement> {
  await userEvent.click(screen.getByRole('button', { name: 'Festschreiben …' }));
  return screen.getByRole('dialog', { name: 'Festschreiben und vorlegen' });
}

describe('FinaliseCard', () => {
  beforeEach(() => mockFinalise.mockReset().mockResolvedValue());

  it('asks once, says what happens, and closes when it is done', async () => {
    renderPage(<FinaliseCard report={report} />);
    const dialog = await ask();
    expect(dialog).toHaveTextContent('lässt sich nicht zurücknehmen');
    expect(mockFinalise).not.toHaveBeenCalled();
    expect(await axeFindings(document.body)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: /^Für .* festschreiben$/ }));
    expect(mockFinalise).toHaveBeenCalledWith(report);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('does nothing when one thinks better of it', async () => {
    renderPage(<FinaliseCard report={report} />);
    await userEvent.click(within(await ask()).getByRole('button', { name: 'Abbrechen' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(mockFinalise).not.toHaveBeenCalled();
  });

  it('stays open and says why when somebody was faster', async () => {
    mockFinalise.mockRejectedValue(new ApiProblem(412, { title: 'Inzwischen geändert' }));
    renderPage(<FinaliseCard report={report} />);
    const dialog = await ask();
    await userEvent.click(within(dialog).getByRole('button', { name: /^Für / }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Inzwischen geändert');
  });
});
