import { webFounding } from '@bergfried/texts';

/** Texts of the set-up page of an empty installation: read by hardly anybody, so in a file of their own. */
export const foundingTexts = { founding: webFounding };
