import { web } from '@bergfried/texts';
import { createI18n } from '../../i18n/i18n.js';
import { trendText } from './trend-text.js';

describe('trendText', () => {
  const { t } = createI18n('de', web);

  it('names the running month, the highest and the lowest complete one', () => {
    const months = [
      { month: '2026-09', reported: 14, closed: 9 },
      { month: '2026-10', reported: 4, closed: 8 },
      { month: '2026-11', reported: 1, closed: 2 },
    ];
    expect(trendText(t, months)).toBe(
      'Im November 2026 wurden bisher 1 Vorfälle gemeldet und 2 geschlossen. Die meisten Meldungen gab es im September 2026 (14), die wenigsten im Oktober 2026 (4). In zwölf Monaten waren es 19 Meldungen.',
    );
  });

  it('says nothing without months', () => {
    expect(trendText(t, [])).toBe('');
  });
});
