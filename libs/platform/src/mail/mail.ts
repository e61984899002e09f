import MailComposer from 'nodemailer/lib/mail-composer';

/** A mail as it leaves. */
export interface Mail {
  readonly from: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  /** Without the angle brackets; the same in every repetition. */
  readonly messageId: string;
  /** When it was planned; the same in every repetition. */
  readonly date: Date;
}

/** The mail as RFC 5322 text: the same mail gives the same bytes. */
export function mailBytes(mail: Mail): Promise<Buffer> {
  return new MailComposer({
    from: { name: 'Bergfried', address: mail.from },
    to: { name: mail.to.name, address: mail.to.email },
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    xMailer: false,
    headers: {
      // RFC 3834: no answers by machines, no out-of-office notes
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  })
    .compile()
    .build();
}
