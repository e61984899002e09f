import type { Story } from '../story.js';
import { LOSS } from './loss.js';
import { MISDIRECTED_MAIL } from './misdirected-mail.js';
import { MISDIRECTED_OFFICES } from './misdirected-offices.js';
import { MISDIRECTED_SOCIAL } from './misdirected-social.js';
import { OPEN } from './open.js';
import { PERMISSIONS } from './permissions.js';
import { PHISHING } from './phishing.js';
import { PROVIDER } from './provider.js';
import { TECHNICAL } from './technical.js';

/** The stories of the seven counties. */
export const COUNTY_STORIES: readonly Story[] = [
  ...MISDIRECTED_SOCIAL,
  ...MISDIRECTED_OFFICES,
  ...MISDIRECTED_MAIL,
  ...PHISHING,
  ...LOSS,
  ...PERMISSIONS,
  ...PROVIDER,
  ...TECHNICAL,
  ...OPEN,
];
