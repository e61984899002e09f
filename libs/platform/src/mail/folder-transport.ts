import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { mailBytes, type Mail } from './mail.js';
import { MailTransport, type MailSession } from './transport.js';

/**
 * Without a mail server mails become files: `<time>-<message id>.eml` below the data folder, readable by their owner only
 * because links stand in them. The name is the mail's own, so a repetition overwrites itself; it appears whole or not at all.
 */
export class FolderTransport extends MailTransport {
  override readonly repeatable = true;

  constructor(private readonly folder: string) {
    super();
  }

  override async open(): Promise<MailSession> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return { send: (mail) => this.write(mail), close: () => undefined };
  }

  private async write(mail: Mail): Promise<void> {
    const time = mail.date.toISOString().slice(0, 19).replace(/[-:]/g, '');
    const path = join(this.folder, `${time}-${mail.messageId.replace(/@.*/, '')}.eml`);
    // Two workers on one mail must not share the half file.
    const half = `${path}.${String(process.pid)}.half`;
    const file = await open(half, 'w', 0o600);
    try {
      await file.writeFile(await mailBytes(mail));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
  }
}
