import { NEEDED_ROLES } from './tenant-setup.dto.js';
import { mandateOf, rolesOf, stepsOf, type SetupFacts } from './tenant-setup.steps.js';

const fresh: SetupFacts = {
  kind: 'county',
  skipped: [],
  mandates: [],
  people: [],
  defaultHasSupervision: false,
};
const statesOf = (facts: SetupFacts): string[] => stepsOf(facts).map(({ state }) => state);
const everybody = (accepted: boolean): SetupFacts['people'] =>
  NEEDED_ROLES.map((role) => ({ role, accepted }));

describe('the set-up of a member', () => {
  it('begins with master data only', () => {
    expect(statesOf(fresh)).toEqual(['done', 'open', 'open', 'open']);
  });

  it('is complete with a mandate that counts, five roles accepted and the recipients named', () => {
    const facts: SetupFacts = {
      ...fresh,
      mandates: [{ kind: 'officer', name: 'Ines Beispiel', counts: true }],
      people: everybody(true),
      defaultHasSupervision: true,
    };
    expect(statesOf(facts)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('waits for others: a first day, or an invitation that is not accepted', () => {
    const facts: SetupFacts = {
      ...fresh,
      mandates: [{ kind: 'officer', name: null, counts: false }],
      people: everybody(false),
    };
    expect(statesOf(facts)).toEqual(['done', 'waiting', 'waiting', 'open']);
    expect(mandateOf(facts)).toEqual({ state: 'planned', officerName: null, deputyName: null });
  });

  it('takes the mandate that counts, and a deputy for no officer', () => {
    const deputy = { kind: 'deputy', name: 'Dora', counts: true } as const;
    expect(mandateOf({ ...fresh, mandates: [deputy] })).toEqual({
      state: 'missing',
      officerName: null,
      deputyName: 'Dora',
    });
    const later = { kind: 'officer', name: 'Später', counts: false } as const;
    const now = { kind: 'officer', name: 'Jetzt', counts: true } as const;
    expect(mandateOf({ ...fresh, mandates: [later, now, deputy] })).toEqual({
      state: 'valid',
      officerName: 'Jetzt',
      deputyName: 'Dora',
    });
  });

  it('counts a role as held when one of its people accepted', () => {
    const people = [
      { role: 'coordinator', accepted: false },
      { role: 'coordinator', accepted: true },
      { role: 'head', accepted: false },
      { role: 'contributor', accepted: true },
    ];
    expect(Object.fromEntries(rolesOf({ ...fresh, people }).map(({ role, state }) => [role, state]))).toEqual(
      {
        coordinator: 'active',
        head: 'invited',
        'data-protection-officer': 'missing',
        'authorised-reporter': 'missing',
        'it-management': 'missing',
      },
    );
  });

  it('asks only counties for the supervision of § 83a SGB X, and everybody for a default organisation', () => {
    const last = (facts: SetupFacts): string | undefined => statesOf(facts).at(-1);
    expect(last({ ...fresh, kind: 'municipality' })).toBe('done');
    expect(last({ ...fresh, kind: 'municipality', defaultHasSupervision: null })).toBe('open');
    expect(last({ ...fresh, defaultHasSupervision: true })).toBe('done');
  });

  it('shows what was put off, unless it is done all the same', () => {
    const skipped = ['mandate', 'people', 'legal-entities'];
    expect(statesOf({ ...fresh, skipped })).toEqual(['done', 'skipped', 'skipped', 'skipped']);
    expect(statesOf({ ...fresh, skipped, defaultHasSupervision: true })).toEqual([
      'done',
      'skipped',
      'skipped',
      'done',
    ]);
  });
});
