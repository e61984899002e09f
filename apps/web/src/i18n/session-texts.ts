import { webSession } from '@bergfried/texts';

/** Texts of the pages one sees once in a while: link of a mail, forgotten password, own account. */
export const sessionTexts = { session: webSession };
