import { openScene, type Scene } from '@bergfried/testing';
import { DutyRuleBook } from './duty.rule-book.js';
import { deadline, startedDuties, type DutyCondition, type DutyFacts, type DutyRule } from './duty.rules.js';
import { CATEGORIES, PERSONAL_DATA, SEVERITIES } from './incident.values.js';
import { IncidentsModule } from './incidents.module.js';

/** Fields that a condition may ask for, with the values they can have: a misspelt one would make a rule that never starts. */
const FIELDS: Readonly<Record<string, readonly (string | boolean)[]>> = {
  category: CATEGORIES,
  severity: SEVERITIES,
  personalData: PERSONAL_DATA,
  socialData: [true, false],
  vehicleRegistration: [true, false],
};

describe('the rules in force', () => {
  let scene: Scene;
  let rules: readonly DutyRule[];

  beforeAll(async () => {
    scene = await openScene([IncidentsModule]);
    ({ rules } = scene.services.get(DutyRuleBook));
  });
  afterAll(() => scene.close());

  const started = (facts: Partial<DutyFacts>): string[] =>
    startedDuties(
      rules,
      {
        category: 'other',
        severity: 'low',
        personalData: 'no',
        socialData: false,
        vehicleRegistration: false,
        detectedAt: new Date(),
        awareAt: new Date(),
        ...facts,
      },
      'HBDI',
    ).map(({ rule }) => rule.id);

  it('are these, one version of each', () => {
    expect(rules.map(({ id, kind, duration }) => [id, kind, duration])).toEqual([
      ['gdpr-art-33', 'statutory', 'PT72H'],
      ['hessen3c-voluntary', 'voluntary', 'PT24H'],
    ]);
  });

  it('ask only for fields and values that there are', () => {
    const faults: string[] = [];
    const check = (id: string, condition: DutyCondition): void => {
      for (const [field, allowed] of Object.entries(condition)) {
        if (field === 'anyOf') for (const one of allowed as readonly DutyCondition[]) check(id, one);
        else
          for (const value of allowed as readonly string[])
            if (!FIELDS[field]?.includes(value)) faults.push(`${id}: ${field} = ${value}`);
      }
    };
    for (const { id, condition } of rules) check(id, condition);
    expect(faults).toEqual([]);
  });

  it('name a source, the day of the check, a recipient and a period that can be read', () => {
    for (const { sourceUrl, checkedOn, recipient, duration, title, legalBasis } of rules) {
      expect(sourceUrl).toMatch(/^https:\/\//);
      expect(checkedOn).toMatch(/^20\d{2}-\d{2}-\d{2}$/);
      expect('text' in recipient ? recipient.text : recipient.legalEntity).toBeTruthy();
      if (duration !== null) expect(deadline(new Date(), duration).getTime()).toBeGreaterThan(Date.now());
      expect(title && legalBasis).toBeTruthy();
    }
  });

  it('start Art. 33 GDPR for personal data, also when that is unclear', () => {
    expect(started({ personalData: 'yes' })).toEqual(['gdpr-art-33']);
    expect(started({ personalData: 'unclear' })).toEqual(['gdpr-art-33']);
    expect(started({})).toEqual([]);
  });

  it('suggest Hessen3C for attacks and for what is serious', () => {
    for (const category of CATEGORIES) {
      expect(started({ category }).length).toBe(
        ['malware', 'ransomware', 'unauthorised-access'].includes(category) ? 1 : 0,
      );
    }
    for (const severity of SEVERITIES)
      expect(started({ severity }).length).toBe(['high', 'critical'].includes(severity) ? 1 : 0);
  });
});
