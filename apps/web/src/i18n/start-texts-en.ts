import { englishWebCommon, englishWebShell, englishWebSignIn } from '@bergfried/texts';
import type { startTexts as german } from './start-texts.js';

/** The same in English. */
export const startTexts = {
  shell: englishWebShell,
  common: englishWebCommon,
  session: englishWebSignIn,
} satisfies Record<keyof typeof german, object>;
