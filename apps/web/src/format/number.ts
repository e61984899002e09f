import { perLocale } from './locale.js';

const whole = perLocale((locale) => new Intl.NumberFormat(locale));
const percent = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
);
const kilobytes = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }),
);

/** "1.234", in English "1,234". */
export const formatNumber = (value: number): string => whole().format(value);

/** "87 %", in English "87%", from a share of 0–1. */
export const formatPercent = (share: number): string => percent().format(share);

/** "412 kB" from bytes. */
export const formatKilobytes = (bytes: number): string => kilobytes().format(bytes / 1000);
