import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProblem } from '../../api/problem.js';
import * as session from '../../api/session.js';
import type { LinkInfo } from '../../api/types.js';
import { axeFindings, renderPage } from '../../testing/render.js';
import { ForgotPasswordPage } from './ForgotPasswordPage.js';
import { ResetPasswordPage } from './ResetPasswordPage.js';

jest.mock('../../api/session.js');
const mocked = jest.mocked(session);

const link: LinkInfo = {
  purpose: 'password-reset',
  email: 'isk.vb@demo.example',
  name: 'Sabine Eifert',
  hasAccount: true,
  expiresAt: '2026-11-24T10:00:00.000Z',
};
const show = () => renderPage(<ResetPasswordPage token="t" link={link} />);

async function fillIn(password: string, repeat: string): Promise<void> {
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Neues Passwort'), password);
  await user.type(screen.getByLabelText('Passwort wiederholen'), repeat);
  await user.click(screen.getByRole('button', { name: 'Passwort speichern' }));
}

beforeEach(() => {
  mocked.acceptLink.mockReset().mockResolvedValue();
  mocked.requestPasswordReset.mockReset().mockResolvedValue();
  mocked.readInstallation.mockReset().mockRejectedValue(new ApiProblem(0));
});

describe('ResetPasswordPage', () => {
  it('refuses a short password at its field, without asking the server', async () => {
    const { container } = show();
    await fillIn('zu kurz', 'zu kurz');
    expect(screen.getByLabelText('Neues Passwort')).toHaveFocus();
    expect(screen.getByLabelText('Neues Passwort')).toHaveAccessibleDescription(/mindestens 12 Zeichen/);
    expect(mocked.acceptLink).not.toHaveBeenCalled();
    expect(await axeFindings(container)).toEqual([]);
  });

  it('refuses two passwords that differ', async () => {
    show();
    await fillIn('ein langes Kennwort', 'ein anderes Kennwort');
    expect(screen.getByLabelText('Passwort wiederholen')).toHaveFocus();
    expect(screen.getByText('Die beiden Passwörter sind nicht gleich.')).toBeVisible();
    expect(mocked.acceptLink).not.toHaveBeenCalled();
  });

  it('saves and leads to the sign-in', async () => {
    show();
    await fillIn('ein langes Kennwort', 'ein langes Kennwort');
    expect(await screen.findByRole('heading', { name: 'Geschafft' })).toBeVisible();
    expect(mocked.acceptLink).toHaveBeenCalledWith('t', 'ein langes Kennwort');
    expect(screen.getByRole('link', { name: 'Zur Anmeldung' })).toHaveAttribute('href', '/anmelden');
  });

  it('when the link has gone meanwhile shows the way to a new one', async () => {
    show();
    mocked.acceptLink.mockRejectedValue(new ApiProblem(404));
    await fillIn('ein langes Kennwort', 'ein langes Kennwort');
    expect(await screen.findByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Neuen Link anfordern' })).toHaveAttribute(
      'href',
      '/anmelden/passwort',
    );
  });

  it('keeps what was typed when the server cannot be reached', async () => {
    show();
    mocked.acceptLink.mockRejectedValue(new ApiProblem(0));
    await fillIn('ein langes Kennwort', 'ein langes Kennwort');
    expect(await screen.findByRole('alert')).toHaveTextContent(/nicht erreichbar/);
    expect(screen.getByLabelText('Neues Passwort')).toHaveValue('ein langes Kennwort');
  });
});

describe('ForgotPasswordPage', () => {
  it('asks for an address, then says the same for every one', async () => {
    const user = userEvent.setup();
    renderPage(<ForgotPasswordPage />);
    await user.click(screen.getByRole('button', { name: 'Link anfordern' }));
    expect(screen.getByLabelText('E-Mail-Adresse')).toHaveFocus();
    expect(mocked.requestPasswordReset).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('E-Mail-Adresse'), 'wer@demo.example');
    await user.click(screen.getByRole('button', { name: 'Link anfordern' }));
    expect(await screen.findByRole('heading', { name: /Postfach/ })).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('wer@demo.example');
  });

  it('says so after too many tries', async () => {
    const user = userEvent.setup();
    mocked.requestPasswordReset.mockRejectedValue(new ApiProblem(429, {}, 60));
    renderPage(<ForgotPasswordPage />);
    await user.type(screen.getByLabelText('E-Mail-Adresse'), 'wer@demo.example{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Zu viele Versuche');
  });
});
