import type { Mail } from './mail.js';

/** The server said no, for good: writing again would be no use. */
export class MailRefused extends Error {}

/** The mail surely did not leave; a later try may succeed. */
export class MailNotSent extends Error {}

/** Nobody knows whether the mail left: the connection broke after its text was on the way. Never sent again by itself. */
export class MailUnclear extends Error {}

/** One connection for the mails of one job. */
export interface MailSession {
  /** @throws MailRefused, MailNotSent, MailUnclear */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Where mails go. */
export abstract class MailTransport {
  /** true: writing the same mail twice leaves one, so an interrupted try may simply be repeated. */
  abstract readonly repeatable: boolean;

  /** @throws MailNotSent when the server cannot be reached or refuses us */
  abstract open(): Promise<MailSession>;
}
