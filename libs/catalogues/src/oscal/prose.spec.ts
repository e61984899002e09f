import type { Param } from './model.js';
import { namedParams, plainProse, segmentsOf, type ParamLookup } from './prose.js';

const param = (id: string, over: Partial<Param> = {}): Param => ({
  id,
  label: `Wort für ${id}`,
  values: [],
  choices: [],
  guideline: null,
  isForeign: false,
  ...over,
});
const lookup = (...params: readonly Param[]): ParamLookup => new Map(params.map((one) => [one.id, one]));

describe('texts with parameters', () => {
  it('show the label until there is a value, and say which', () => {
    expect(
      segmentsOf(
        'nach {{ insert: param, p1 }} und {{insert:param,p2}}.',
        lookup(param('p1'), param('p2', { values: ['90 Tage', '1 Jahr'] })),
      ),
    ).toEqual([
      { text: 'nach ', paramId: null, isSet: false },
      { text: 'Wort für p1', paramId: 'p1', isSet: false },
      { text: ' und ', paramId: null, isSet: false },
      { text: '90 Tage, 1 Jahr', paramId: 'p2', isSet: true },
      { text: '.', paramId: null, isSet: false },
    ]);
  });

  it('show choices, and parameters within parameters', () => {
    const params = lookup(
      param('p1', { label: null, choices: ['sofort', 'nach {{ insert: param, p2 }}'] }),
      param('p2'),
      param('p3', { label: null }),
    );
    expect(plainProse('{{ insert: param, p1 }}; {{ insert: param, p3 }}', params)).toBe(
      'sofort / nach Wort für p2; p3',
    );
  });

  it('end a circle of parameters', () => {
    const params = lookup(
      param('a', { label: 'A {{ insert: param, b }}' }),
      param('b', { label: 'B {{ insert: param, a }}' }),
    );
    expect(plainProse('{{ insert: param, a }}', params)).toMatch(/^A B A/);
  });

  it('stay as written where no parameter of that name exists', () => {
    expect(plainProse('{{ insert: param, fehlt }} {{__proto__}} {{', lookup())).toBe(
      '{{ insert: param, fehlt }} {{__proto__}} {{',
    );
    expect([...namedParams('{{ insert: param, a }} {{ b }}')]).toEqual(['a', 'b']);
  });

  it('are read in time that grows with their length only', () => {
    const hostile = `{{${' '.repeat(90_000)}{{ insert: param,${' '.repeat(90_000)}`;
    const start = performance.now();
    segmentsOf(hostile, lookup(param('a')));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
