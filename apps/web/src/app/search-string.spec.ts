import fc from 'fast-check';
import { dayOf, listOf, oneOf, parseSearch, stringifySearch, without } from './search-string.js';

describe('search string', () => {
  it('stays readable', () => {
    expect(
      stringifySearch({ ansicht: 'alle', status: ['reported', 'closed'], q: 'Ä & B', leer: undefined }),
    ).toBe('?ansicht=alle&status=reported,closed&q=%C3%84+%26+B');
    expect(stringifySearch({})).toBe('');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(parseSearch(stringifySearch({ q: text }))).toEqual({ q: text });
      }),
    );
  });
});

describe('readers of single values', () => {
  it('drops what is not known', () => {
    expect(oneOf(['a', 'b'], 'c')).toBeUndefined();
    expect(listOf(['a', 'b'], 'b,c,a')).toEqual(['a', 'b']);
    expect(listOf(['a', 'b'], 'c')).toBeUndefined();
    expect(listOf(['a', 'b'], 7)).toBeUndefined();
  });

  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-30', undefined],
    ['gestern', undefined],
    [20260228, undefined],
  ])('day %s is %s', (value, day) => {
    expect(dayOf(value)).toBe(day);
  });

  it('leaves out named filters', () => {
    expect(without({ a: 1, b: 2, c: 3 }, 'a', 'c')).toEqual({ b: 2 });
  });
});
