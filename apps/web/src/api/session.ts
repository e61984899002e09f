import { request } from './http.js';
import type { Installation, Session } from './types.js';

export const readInstallation = (): Promise<Installation> => request('GET', '/installation');

/** The signed-in person; throws 401 when nobody is. */
export const readSession = (signal?: AbortSignal): Promise<Session> => request('GET', '/session', { signal });

export const signIn = (email: string, password: string): Promise<Session> =>
  request('POST', '/session', { body: { email, password } });

export const signOut = (): Promise<void> => request('DELETE', '/session');

export const changePassword = (currentPassword: string, newPassword: string): Promise<void> =>
  request('PUT', '/session/password', { body: { currentPassword, newPassword } });

export interface LinkInfo {
  purpose: string;
  email: string;
  name: string;
  expiresAt: string;
}

/** Asks for the link of a new password; the answer is the same for every address. */
export const requestPasswordReset = (email: string): Promise<void> => request('POST', '/password-resets', { body: { email } });

/** What a mail link is for; 404 when it is unknown, used or expired. */
export const readLink = (token: string): Promise<LinkInfo> => request('GET', `/links/${encodeURIComponent(token)}`);

export const acceptLink = (token: string, password: string): Promise<void> =>
  request('POST', `/links/${encodeURIComponent(token)}`, { body: { password } });
