import { englishWebSession } from '@bergfried/texts';
import type { sessionTexts as german } from './session-texts.js';

/** The same in English. */
export const sessionTexts = { session: englishWebSession } satisfies Record<keyof typeof german, object>;
