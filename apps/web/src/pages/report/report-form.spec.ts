import { web } from '@bergfried/texts';
import * as v from 'valibot';
import { createI18n } from '../../i18n/i18n.js';
import { emptyReport, hasContent, reportSchema, toDraft } from './report-form.js';

const now = Date.parse('2026-11-22T08:00:00Z');
const { t } = createI18n('de', web);
const schema = reportSchema(t);

const complete = {
  ...emptyReport('vogelsberg', now),
  title: 'Elternbrief an falschen Verteiler',
  category: 'misdirected-mail',
  severity: 'medium',
  personalData: 'yes',
};

const messages = (value: unknown): string[] =>
  (v.safeParse(schema, value).issues ?? []).map((issue) => issue.message);

describe('reportSchema', () => {
  beforeAll(() => jest.useFakeTimers({ now }));
  afterAll(() => jest.useRealTimers());

  it('asks for four answers in a fresh form of a member, in German', () => {
    expect(messages(emptyReport('vogelsberg', now))).toEqual([
      t('report.missing.title'),
      t('report.missing.category'),
      t('report.missing.severity'),
      t('report.missing.personalData'),
    ]);
  });

  it('takes the rules of the server for title and words', () => {
    expect(messages({ ...complete, title: 'x'.repeat(201) })).toEqual([t('report.missing.title')]);
    expect(messages({ ...complete, category: 'alien' })).toEqual([t('report.missing.category')]);
    expect(messages(complete)).toEqual([]);
  });

  it('refuses the future and an event after its discovery', () => {
    const later = new Date(now + 3_600_000).toISOString();
    expect(messages({ ...complete, detectedAt: later })).toContain(t('report.missing.future'));
    const before = new Date(now - 3_600_000).toISOString();
    expect(messages({ ...complete, detectedAt: before, occurredAt: new Date(now).toISOString() })).toEqual([
      t('report.missing.occurredLate'),
    ]);
  });
});

describe('toDraft', () => {
  it('leaves out what was not answered', () => {
    const checked = v.parse(schema, complete);
    expect(toDraft(checked)).toEqual({
      title: 'Elternbrief an falschen Verteiler',
      category: 'misdirected-mail',
      detectedAt: complete.detectedAt,
      severity: 'medium',
      personalData: 'yes',
    });
    expect(toDraft({ ...checked, countyOnly: true, socialData: true })).toMatchObject({
      visibility: 'county-only',
      socialData: true,
    });
  });
});

it('a draft is worth keeping once something was typed', () => {
  expect(hasContent(emptyReport('vogelsberg', now))).toBe(false);
  expect(hasContent({ title: ' ' })).toBe(false);
  expect(hasContent({ severity: 'low' })).toBe(true);
});
