import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './support.js';

/** Data folder of the running product; whoever starts the journeys says where it is. */
const dataDir = process.env['BERGFRIED_E2E_DATA_DIR'] ?? '';
const folder = join(dataDir, 'mail');

/** Why mails cannot be read, or false. */
export const noMails = dataDir === '' && 'BERGFRIED_E2E_DATA_DIR is not set: mails cannot be read';

/** Undoes `=C3=BC` and soft line ends. */
function decoded(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Address behind `To:`, with or without a name before it. */
function addressee(mail: string): string | undefined {
  return /^To: (?:.*<)?([^\s<>]+)>?\r?$/m.exec(mail)?.[1];
}

function mailsTo(address: string): { text: string; link: string }[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
  return names
    .sort()
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .filter((mail) => addressee(mail) === address)
    .map((mail) => decoded(mail.slice(mail.indexOf('\r\n\r\n'))))
    .flatMap((text) => {
      const link = /https?:\/\/\S+(\/m\/[\w-]+)/.exec(text)?.[1];
      return link === undefined ? [] : [{ text, link }];
    });
}

/** How many mails with a link that address has got so far. */
export const mailCount = (address: string): number => mailsTo(address).length;

/** Waits for a mail with a link beyond the first `known` ones. Answers its words and the path of its link. */
export async function nextMail(address: string, known: number): Promise<{ text: string; link: string }> {
  await expect.poll(() => mailCount(address), { timeout: 20_000 }).toBeGreaterThan(known);
  const mail = mailsTo(address).at(-1);
  if (!mail) throw new Error(`No mail to ${address}`);
  return mail;
}
