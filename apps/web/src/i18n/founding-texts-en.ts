import { englishWebFounding } from '@bergfried/texts';
import type { foundingTexts as german } from './founding-texts.js';

/** The same in English. */
export const foundingTexts = { founding: englishWebFounding } satisfies Record<keyof typeof german, object>;
