import { webCommon, webShell, webSignIn } from '@bergfried/texts';

/** Texts of the frame and the sign-in: a file of their own a language, read beside the first script (index.html). */
export const startTexts = { shell: webShell, common: webCommon, session: webSignIn };
