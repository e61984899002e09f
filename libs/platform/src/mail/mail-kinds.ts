import type { Language, MailKind, TextParams } from '@bergfried/texts';

/** Somebody who can be written to. */
export interface MailPerson {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/** The mails of one job: one for each person. */
export interface MailPlan {
  readonly kind: MailKind;
  readonly people: readonly MailPerson[];
  /** Page behind the one link, for example `/vogelsberg/vorfaelle/…`. */
  readonly path: string;
  /** Words for the text; may depend on the language. */
  params(language: Language): TextParams;
}

/** A row of `people_of` or of a function that makes a link. */
export interface MailPersonRow {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

export const toMailPerson = ({ user_id, email, name, language }: MailPersonRow): MailPerson => ({
  userId: user_id,
  email,
  name,
  language,
});
