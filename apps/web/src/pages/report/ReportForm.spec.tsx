import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as incidents from '../../api/incidents.js';
import { ApiProblem } from '../../api/problem.js';
import { sessionQuery } from '../../app/queries.js';
import { findScope } from '../../app/scope.js';
import { axeFindings, renderWithApp } from '../../testing/render.js';
import { sampleIncident, sampleMembership, sampleSession } from '../../testing/samples.js';
import { GermanFields } from '../../ui/GermanFields.js';
import { ReportForm } from './ReportForm.js';

jest.mock('../../api/incidents.js');
const mocked = jest.mocked(incidents);

// Its scope comes from the router, which this spec has none of.
jest.mock('../../app/use-scope.js', () => ({
  useSession: () => mockSession,
  useScope: () => mockScope,
}));
const mockSession = sampleSession(sampleMembership());
const mockScope = findScope(mockSession, 'vogelsberg');

function show() {
  if (!mockScope) throw new Error('no scope');
  const onDone = jest.fn();
  const view = renderWithApp(
    <GermanFields>
      <main>
        <ReportForm scope={mockScope} tenants={[]} onDone={onDone} />
      </main>
    </GermanFields>,
  );
  view.client.setQueryData(sessionQuery.queryKey, mockSession);
  return { ...view, onDone };
}

async function fillIn(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  await user.type(screen.getByLabelText('Was ist passiert?'), 'Brief an falsche Adresse');
  await user.type(screen.getByRole('combobox', { name: 'Art des Vorfalls' }), 'Fehl{ArrowDown}{Enter}');
  await user.click(screen.getByRole('radio', { name: /Mittel/ }));
  await user.click(screen.getByRole('radio', { name: 'Unklar' }));
}

describe('ReportForm', () => {
  beforeEach(() => {
    localStorage.clear();
    mocked.previewDuties.mockResolvedValue([]);
  });

  it('names what is missing, moves the focus there and has no axe findings', async () => {
    const user = userEvent.setup();
    const { container } = show();
    await user.click(screen.getByRole('button', { name: 'Vorfall melden' }));
    const summary = await screen.findByRole('alert');
    expect(summary).toHaveTextContent('4 Angaben fehlen');
    await waitFor(() => {
      expect(summary).toHaveFocus();
    });
    await user.click(within(summary).getByRole('link', { name: /Was ist passiert/ }));
    expect(screen.getByLabelText('Was ist passiert?')).toHaveFocus();
    expect(await axeFindings(container)).toEqual([]);
  });

  it('shows the clocks beforehand', async () => {
    mocked.previewDuties.mockResolvedValue([
      {
        ruleId: 'gdpr-art-33',
        title: 'Meldung an die Datenschutzaufsicht',
        legalBasis: 'Art. 33 Abs. 1 DSGVO',
        recipient: 'HBDI',
        kind: 'statutory',
        startsAt: '2026-11-22T08:00:00.000Z',
        dueAt: '2026-11-25T08:00:00.000Z',
        precautionary: true,
        note: '',
      },
    ]);
    const user = userEvent.setup();
    show();
    await user.click(screen.getByRole('radio', { name: 'Unklar' }));
    const side = await screen.findByRole('complementary');
    expect(await within(side).findByText(/spätestens/)).toBeInTheDocument();
    expect(side).toHaveTextContent('Art. 33 Abs. 1 DSGVO, an HBDI');
    expect(side).toHaveTextContent('vorsorglich');
  });

  it('puts refusals of the server to their fields and keeps what was typed', async () => {
    mocked.createIncident.mockRejectedValueOnce(
      new ApiProblem(400, {
        title: 'Angaben fehlen',
        errors: [
          {
            pointer: '/detectedAt',
            code: 'future',
            params: {},
            message: 'Der Zeitpunkt liegt in der Zukunft.',
          },
        ],
      }),
    );
    const user = userEvent.setup();
    const { onDone } = show();
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Vorfall melden' }));
    expect(
      await screen.findByRole('link', { name: /Wann bemerkt: Der Zeitpunkt liegt in der Zukunft/ }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Was ist passiert?')).toHaveValue('Brief an falsche Adresse');
    expect(onDone).not.toHaveBeenCalled();

    const incident = sampleIncident();
    mocked.createIncident.mockResolvedValueOnce(incident);
    await user.click(screen.getByRole('button', { name: 'Vorfall melden' }));
    await waitFor(() => {
      expect(onDone).toHaveBeenCalledWith(incident, 'vogelsberg');
    });
    expect(localStorage).toHaveLength(0);
  });

  it('sends the same report under the same key after a lost answer, even when the page was loaded anew', async () => {
    mocked.createIncident.mockRejectedValueOnce(new ApiProblem(0));
    mocked.createIncident.mockResolvedValue(sampleIncident());
    mocked.createIncident.mockClear();
    const user = userEvent.setup();
    const first = show();
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Vorfall melden' }));
    expect(await screen.findByText(/nicht erreichbar/)).toBeInTheDocument();
    first.unmount();
    const second = show();
    await user.click(screen.getByRole('button', { name: 'Vorfall melden' }));
    await waitFor(() => {
      expect(second.onDone).toHaveBeenCalled();
    });
    const [lost, again] = mocked.createIncident.mock.calls;
    expect(again).toEqual(lost);
    expect(lost?.[2]).toMatch(/^[ -~]{1,200}$/);
    expect(localStorage).toHaveLength(0);

    second.unmount();
    show();
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Vorfall melden' }));
    await waitFor(() => {
      expect(mocked.createIncident).toHaveBeenCalledTimes(3);
    });
    expect(mocked.createIncident.mock.calls[2]?.[2]).not.toBe(lost?.[2]);
  });

  it('restores a draft of this person and this member, and throws it away when asked', async () => {
    const user = userEvent.setup();
    const first = show();
    await user.type(screen.getByLabelText('Was ist passiert?'), 'Halber Satz');
    first.unmount();
    show();
    expect(screen.getByText('Entwurf wiederhergestellt')).toBeInTheDocument();
    expect(screen.getByLabelText('Was ist passiert?')).toHaveValue('Halber Satz');
    await user.click(screen.getByRole('button', { name: 'Entwurf verwerfen' }));
    expect(screen.getByLabelText('Was ist passiert?')).toHaveValue('');
    expect(localStorage).toHaveLength(0);
  });
});
