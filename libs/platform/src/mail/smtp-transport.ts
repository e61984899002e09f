import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { mailBytes, type Mail } from './mail.js';
import { MailNotSent, MailRefused, MailTransport, MailUnclear, type MailSession } from './transport.js';

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** What nodemailer says about a failure. */
interface SmtpFailure {
  readonly message: string;
  /** Answer of the server; without one nobody answered. */
  readonly responseCode?: number | undefined;
}

/**
 * A mail server by `smtp://user:password@host:port` (STARTTLS when offered, demanded with a password) or `smtps://`.
 * `?certificate=any` accepts a certificate that nobody vouches for.
 */
export class SmtpTransport extends MailTransport {
  override readonly repeatable = false;
  private readonly url: URL;

  /** @param clientName how we introduce ourselves: the host of our public address */
  constructor(
    url: string,
    private readonly clientName: string,
  ) {
    super();
    this.url = new URL(url);
  }

  override async open(): Promise<MailSession> {
    const { hostname, port, protocol, username, password, searchParams } = this.url;
    const secure = protocol === 'smtps:';
    const connection = new SMTPConnection({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (secure ? 465 : 587)),
      secure,
      requireTLS: !secure && username !== '' && !LOOPBACK.has(hostname),
      name: this.clientName,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      ...(searchParams.get('certificate') === 'any' ? { tls: { rejectUnauthorized: false } } : {}),
    });
    const session = new SmtpSession(connection);
    await session.begin(
      username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    );
    return session;
  }
}

class SmtpSession implements MailSession {
  private onBroken: ((error: Error) => void) | null = null;

  constructor(private readonly connection: SMTPConnection) {
    // A connection that breaks tells this way, whatever was under way.
    connection.on('error', (error: Error) => this.onBroken?.(error));
    connection.on('end', () => this.onBroken?.(new Error('the server closed the connection')));
  }

  async begin(credentials: { user: string; pass: string } | null): Promise<void> {
    try {
      await this.step((done) => this.connection.connect((error) => done(error ?? null)));
      if (credentials)
        await this.step((done) => this.connection.login({ credentials }, (error) => done(error ?? null)));
    } catch (error) {
      this.close();
      throw new MailNotSent(`Mailserver: ${reasonOf(error)}`);
    }
  }

  async send(mail: Mail): Promise<void> {
    const bytes = await mailBytes(mail);
    // nodemailer reads the stream when the server has answered DATA with "go on": from then on the text is on the way.
    const progress = { onTheWay: false };
    const content = new Readable({
      read() {
        progress.onTheWay = true;
        this.push(bytes);
        this.push(null);
      },
      highWaterMark: 0,
    });
    try {
      await this.step((done) =>
        this.connection.send({ from: mail.from, to: [mail.to.email] }, content, (error) =>
          done(error ?? null),
        ),
      );
    } catch (error) {
      throw classified(error, progress.onTheWay);
    }
  }

  close(): void {
    this.onBroken = null;
    this.connection.quit();
    setTimeout(() => this.connection.close(), 1000).unref();
  }

  private step(action: (done: (error: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.onBroken = reject;
      action((error) => (error ? reject(error) : resolve()));
    });
  }
}

/** What a failure means for the mail: an answer of the server is an answer; silence after its text began is not. */
export function classified(error: unknown, onTheWay: boolean): Error {
  const code = isFailure(error) ? error.responseCode : undefined;
  const reason = reasonOf(error);
  if (code !== undefined && code >= 500) return new MailRefused(reason);
  if (code !== undefined || !onTheWay) return new MailNotSent(reason);
  return new MailUnclear(reason);
}

function isFailure(error: unknown): error is SmtpFailure {
  return error instanceof Error;
}

/** The server's words may repeat the address; the code and the first line are enough to act on. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n', 1)[0] ?? '').replace(/<?[^\s<>]+@[^\s<>]+>?/g, '<…>').slice(0, 300);
}
