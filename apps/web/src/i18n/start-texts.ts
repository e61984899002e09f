import { webCommon, webShell, webSignIn } from '@bergfried/texts';

/** Texts of the frame and the sign-in: they come with the first script. */
export const startTexts = { shell: webShell, common: webCommon, session: webSignIn };
