import type { Plugin } from 'vite';

const replacements: Readonly<Record<string, string>> = {
  '@internationalized/date/dist/private/createCalendar.mjs': `
    import { GregorianCalendar } from './calendars/GregorianCalendar.mjs';
    export const createCalendar = () => new GregorianCalendar();`,
  'react-stately/dist/private/datepicker/placeholders.mjs': `
    const german = { year: 'jjjj', month: 'mm', day: 'tt' };
    const english = { year: 'yyyy', month: 'mm', day: 'dd' };
    export const getPlaceholder = (field, value, locale) =>
      field === 'era' || field === 'dayPeriod'
        ? value
        : ((locale.startsWith('de') ? german : english)[field] ?? '––');`,
};

/**
 * Leaves twelve calendars (Hebrew, Islamic, Japanese …) and the placeholders of 40 languages out of React Aria's date
 * fields, which `<GermanFields>` shows in German or English only: 4 kB gz less on pages with a form. Neither file is a promised
 * interface, so the build stops when one of them is no longer there.
 */
export function shownDates(): Plugin {
  const waiting = new Set(Object.keys(replacements));
  return {
    name: 'bergfried:shown-dates',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const file = Object.keys(replacements).find((each) => id.endsWith(each));
      if (file === undefined) return null;
      waiting.delete(file);
      return replacements[file];
    },
    generateBundle() {
      if (waiting.size > 0) this.error(`not found in the bundle: ${[...waiting].join(', ')}`);
    },
  };
}
