import type pg from 'pg';
import { rowsOf } from '../connect.js';
import type { TakenMail } from '../smtp-double.js';

/** What became of the mails about incidents, compared with what the mail server has. */
export interface MailBook {
  /** Incidents in the database, answered or not. */
  readonly incidents: number;
  /** Mails that belong to them: two each, to officer and deputy. */
  readonly mails: number;
  /** What the server took more than once, by Message-ID or by subject (it names the incident) and addressee. */
  readonly doubled: readonly string[];
  /** Mails that are neither at the server nor with an operator. */
  readonly missing: readonly string[];
  /** Mails in whose very act a worker died: an operator is asked (docs/adr/0007). */
  readonly unclear: number;
  /** Work that failed for good for any other reason. */
  readonly lost: readonly string[];
}

/** Closes the books when the queues are idle. */
export async function keepMailBook(superuser: pg.Client, taken: readonly TakenMail[]): Promise<MailBook> {
  const times = new Map<string, number>();
  const count = (key: string): void => void times.set(key, (times.get(key) ?? 0) + 1);
  for (const { to, content } of taken) {
    const [head = ''] = content.split('\n\n', 1);
    count(`${to} ${header(head, 'message-id')}`);
    count(`${to} ${header(head, 'subject')}`);
  }
  const [incidents] = await rowsOf<{ count: string }>(superuser, 'select count(*) from app.incident');
  const mails = await rowsOf<{ state: string; message: string; email: string; job: string }>(
    superuser,
    `select m.state, m.message_id as message, u.email, m.job_key as job
     from app.mail_log m join app.user_account u on u.id = m.user_id where m.kind = 'incident-reported'`,
  );
  const letters = await rowsOf<{ job: string; error: string }>(
    superuser,
    'select job_key as job, error from app.dead_letter where resolved_at is null',
  );
  const unclear = mails.filter(({ state }) => state === 'unclear');
  const unclearJobs = new Set(unclear.map(({ job }) => job));
  const isAt = ({ email, message }: { email: string; message: string }): boolean =>
    times.has(`${email} <${message}>`);
  return {
    incidents: Number(incidents?.count),
    mails: mails.length,
    doubled: [...times].filter(([, number]) => number > 1).map(([key]) => key),
    missing: [
      ...mails.filter((mail) => mail.state !== 'unclear' && !(mail.state === 'handed-over' && isAt(mail))),
      ...unclear.filter(({ job }) => !letters.some((letter) => letter.job === job)),
    ].map(({ state, message, email }) => `${state} ${message} ${email}`),
    unclear: unclear.length,
    lost: letters.filter(({ job }) => !unclearJobs.has(job)).map(({ job, error }) => `${job}: ${error}`),
  };
}

/** One header, unfolded. */
function header(head: string, name: string): string {
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n');
  return lines.find((line) => line.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
}
