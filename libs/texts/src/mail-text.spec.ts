import { mails as german } from './de/mails.js';
import { mails as english } from './en/mails.js';
import { mailText, type MailKind } from './mail-text.js';

const kinds = Object.keys(german) as MailKind[];
const words = (kind: MailKind, demo = false) => ({
  kind,
  name: 'Łucja Größe',
  params: {
    reference: 'VB-V2026-014',
    duty: 'eine gesetzliche Meldefrist',
    dueAt: 'heute',
    office: 'Stelle',
  },
  url: 'https://isms.example/x',
  demo,
});

describe('mails', () => {
  it.each(kinds)('%s exist in both languages with the same parameters', (kind) => {
    const names = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
    expect(names(english[kind].text)).toEqual(names(german[kind].text));
    expect(names(english[kind].subject)).toEqual(names(german[kind].subject));
  });

  it.each(kinds)('%s have one link and nothing left to fill in', (kind) => {
    for (const language of ['de', 'en'] as const) {
      const { subject, text } = mailText(language, words(kind));
      expect(text.match(/https?:/g)).toHaveLength(1);
      expect(subject + text).not.toContain('{{');
      expect(text).toContain('Łucja Größe');
    }
  });

  it('say in subject and text that a demonstration is invented', () => {
    const { subject, text } = mailText('de', words('incident-reported', true));
    expect(subject).toMatch(/^\[Musterdaten – frei erfunden\] /);
    expect(text.match(/Musterdaten – frei erfunden/g)).toHaveLength(2);
    expect(mailText('de', words('incident-reported')).text).not.toContain('Musterdaten');
  });
});
