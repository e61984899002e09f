import { startSmtpDouble, type SmtpDouble } from '@bergfried/testing';
import type { Mail } from './mail.js';
import { classified, SmtpTransport } from './smtp-transport.js';
import { MailNotSent, MailRefused, MailUnclear } from './transport.js';

const mail: Mail = {
  from: 'bergfried@isms.example',
  to: { name: 'Łucja Größe', email: 'lucja@test.example' },
  subject: 'Neuer Vorfall in Ihrem Zuständigkeitsbereich: OS-V2026-001',
  text: 'Guten Tag,\n.ein Punkt am Anfang\n',
  messageId: 'abc@isms.example',
  date: new Date('2026-11-22T08:00:00Z'),
};

let smtp: SmtpDouble;
beforeEach(async () => (smtp = await startSmtpDouble()));
afterEach(() => smtp.close());

const send = async (): Promise<void> => {
  const session = await new SmtpTransport(smtp.url, 'isms.example').open();
  try {
    await session.send(mail);
  } finally {
    session.close();
  }
};

describe('mail by SMTP', () => {
  it('arrives with its own number, marked as automatic, without a trace of the program', async () => {
    await send();
    expect(smtp.mails).toHaveLength(1);
    const [{ to, content } = { to: '', content: '' }] = smtp.mails;
    expect(to).toBe('lucja@test.example');
    expect(content).toContain('Message-ID: <abc@isms.example>');
    expect(content).toContain('Date: Sun, 22 Nov 2026 08:00:00 +0000');
    expect(content).toContain('Auto-Submitted: auto-generated');
    expect(content).toMatch(/^From: Bergfried <bergfried@isms\.example>$/m);
    expect(content).toContain('\n.ein Punkt am Anfang');
    expect(content).not.toMatch(/X-Mailer|nodemailer/i);
  });

  it('goes several times over one connection', async () => {
    const session = await new SmtpTransport(smtp.url, 'isms.example').open();
    await session.send(mail);
    await session.send(mail);
    session.close();
    expect(smtp.mails).toHaveLength(2);
  });

  it('is refused by a definite no', async () => {
    smtp.manners.recipient = () => '550 no such mailbox <lucja@test.example>';
    await expect(send()).rejects.toThrow(MailRefused);
    await expect(send()).rejects.not.toThrow(/lucja/);
  });

  it('is not sent by a no for now, before or after its text', async () => {
    smtp.manners.recipient = () => '451 later';
    await expect(send()).rejects.toThrow(MailNotSent);
    smtp.manners.recipient = () => '250 ok';
    smtp.manners.accepted = () => Promise.resolve('452 disk full');
    await expect(send()).rejects.toThrow(MailNotSent);
  });

  it('is unclear when the connection breaks after its text', async () => {
    smtp.manners.accepted = () => Promise.resolve(null);
    await expect(send()).rejects.toThrow(MailUnclear);
  });

  it('is not sent when nobody answers', async () => {
    await smtp.close();
    await expect(send()).rejects.toThrow(MailNotSent);
  });
});

describe('what a failure means', () => {
  const failure = (responseCode?: number): Error =>
    Object.assign(new Error('x'), responseCode === undefined ? {} : { responseCode });

  it.each([
    [550, false, MailRefused],
    [554, true, MailRefused],
    [451, true, MailNotSent],
    [undefined, false, MailNotSent],
    [undefined, true, MailUnclear],
  ])('code %s, text on the way: %s', (code, onTheWay, kind) => {
    expect(classified(failure(code), onTheWay)).toBeInstanceOf(kind);
  });
});
