import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderTransport } from './folder-transport.js';
import type { Mail } from './mail.js';

const folder = mkdtempSync(join(tmpdir(), 'bergfried-mail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mail: Mail = {
  from: 'bergfried@isms.example',
  to: { name: 'Person', email: 'person@test.example' },
  subject: 'Betreff',
  text: 'Text\n',
  messageId: 'abc@isms.example',
  date: new Date('2026-11-22T08:00:00Z'),
};

describe('mail as files', () => {
  it('is one file however often it is written, for its owner only', async () => {
    const session = await new FolderTransport(join(folder, 'mail')).open();
    await session.send(mail);
    const [name = ''] = readdirSync(join(folder, 'mail'));
    const first = readFileSync(join(folder, 'mail', name), 'utf8');
    await session.send(mail);
    expect(readdirSync(join(folder, 'mail'))).toEqual(['20261122T080000-abc.eml']);
    expect(readFileSync(join(folder, 'mail', name), 'utf8')).toBe(first);
    expect(statSync(join(folder, 'mail', name)).mode & 0o777).toBe(0o600);
    expect(first).toContain('Message-ID: <abc@isms.example>');
  });
});
