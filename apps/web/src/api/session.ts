import {
  installationRead,
  languageChange,
  linkAccept,
  linkDescribe,
  passwordResetRequest,
  sessionChangePassword,
  sessionDescribe,
  sessionSignIn,
  sessionSignOut,
} from '@bergfried/api-client';
import { call, callOnce } from './call.js';
import type { Installation, LinkInfo, Session } from './types.js';

export const readInstallation = (): Promise<Installation> => callOnce(() => installationRead());

/** The signed-in person; throws 401 when nobody is. */
export const readSession = (signal: AbortSignal): Promise<Session> =>
  callOnce(() => sessionDescribe({ signal }));

/** Throws 401 for a wrong pair and 429 with `retryAfter` after too many tries. */
export const signIn = (email: string, password: string): Promise<Session> =>
  callOnce(() => sessionSignIn({ body: { email, password } }));

export async function signOut(): Promise<void> {
  await callOnce(() => sessionSignOut());
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await call(() => sessionChangePassword({ body: { currentPassword, newPassword } }));
}

/** The language of the pages and of the mails to the signed-in person. */
export async function changeLanguage(language: Session['user']['language']): Promise<void> {
  await call(() => languageChange({ body: { language } }));
}

/** Asks for the link of a new password; the answer is the same for every address. */
export async function requestPasswordReset(email: string): Promise<void> {
  await callOnce(() => passwordResetRequest({ body: { email } }));
}

/** What a mail link is for; 404 when it is unknown, used or expired. */
export const readLink = (token: string): Promise<LinkInfo> =>
  callOnce(() => linkDescribe({ path: { token } }));

/** Accepts an invitation: with a new password, or with the present one of an existing account. */
export async function acceptLink(token: string, password: string): Promise<void> {
  await callOnce(() => linkAccept({ path: { token }, body: { password } }));
}
