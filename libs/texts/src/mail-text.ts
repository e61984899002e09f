import { mailFrame as deFrame, mails as deMails } from './de/mails.js';
import { mailFrame as enFrame, mails as enMails } from './en/mails.js';
import { fill, type Language, type TextParams } from './translate.js';

export type MailKind = keyof typeof deMails;
export type DutyKindInMail = keyof typeof deFrame.dutyKind;

/** What a mail says; the frame (greeting, link, footer) is the same for all. */
export interface MailWords {
  readonly kind: MailKind;
  readonly name: string;
  readonly params: TextParams;
  /** Absolute address; the only link. */
  readonly url: string;
  /** true: the office is invented, and the mail says so in subject and text. */
  readonly demo: boolean;
}

/** Subject and plain text of a mail in the language of its reader. */
export function mailText(
  language: Language,
  { kind, name, params, url, demo }: MailWords,
): { subject: string; text: string } {
  const words = (language === 'de' ? deMails : enMails)[kind];
  const frame = language === 'de' ? deFrame : enFrame;
  const lines = [
    ...(demo ? [`*** ${frame.demo} ***`, ''] : []),
    name === '' ? frame.greetingNobody : fill(frame.greeting, { name }),
    '',
    fill(words.text, params),
    '',
    words.link,
    url,
    '',
    '--',
    frame.footer,
    ...(demo ? ['', frame.demo] : []),
  ];
  return {
    subject: (demo ? `[${frame.demo}] ` : '') + fill(words.subject, params),
    text: `${lines.join('\n')}\n`,
  };
}

/** "eine gesetzliche Meldefrist": the kind of a clock inside a sentence of a mail. */
export function dutyKindInMail(language: Language, kind: DutyKindInMail): string {
  return (language === 'de' ? deFrame : enFrame).dutyKind[kind];
}
