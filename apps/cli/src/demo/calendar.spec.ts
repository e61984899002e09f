import {
  berlin,
  hoursBetween,
  isWorkday,
  isWorkingTime,
  plusHours,
  workingNear,
  workingWithin,
} from './calendar.js';
import { Deck, Random } from './random.js';

const noon = (day: string): Date => new Date(`${day}T11:00:00Z`);

describe('calendar of the offices', () => {
  it.each([
    ['2025-04-18', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-14', 'Ascension'],
    ['2026-05-25', 'Whit Monday'],
    ['2027-05-27', 'Corpus Christi'],
    ['2026-12-24', 'Christmas Eve'],
    ['2028-10-03', 'German Unity'],
    ['2026-11-22', 'a Sunday'],
  ])('is closed on %s (%s)', (day) => {
    expect(isWorkday(berlin(noon(day)))).toBe(false);
  });

  it('is open on an ordinary day, and Friday afternoon is free', () => {
    expect(isWorkingTime(new Date('2026-11-23T07:00:00Z'))).toBe(true);
    expect(isWorkingTime(new Date('2026-11-27T14:00:00Z'))).toBe(false);
  });

  it('counts elapsed hours over the change of clocks', () => {
    const before = new Date('2026-10-24T22:30:00Z');
    expect(plusHours(before, 72).toISOString()).toBe('2026-10-27T22:30:00.000Z');
    expect(hoursBetween(before, plusHours(before, 72))).toBe(72);
  });

  it('finds working time near an instant and within a span where there is some', () => {
    const night = new Date('2026-11-24T04:00:00Z');
    expect(isWorkingTime(workingNear(night, 4))).toBe(true);
    expect(workingNear(night, 1)).toEqual(night);
    const sample = workingWithin(new Random(1), noon('2026-11-20'), noon('2026-11-23'));
    expect(isWorkingTime(sample)).toBe(true);
  });
});

describe('random', () => {
  it('repeats itself from the same seed', () => {
    const draw = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.int(1, 1000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('uses a deck up before it repeats, and never twice in a row', () => {
    const deck = new Deck(new Random(3), ['a', 'b', 'c']);
    const drawn = Array.from({ length: 60 }, () => deck.draw());
    expect(drawn.some((text, index) => text === drawn[index - 1])).toBe(false);
    expect([...drawn.slice(0, 3)].sort()).toEqual(['a', 'b', 'c']);
  });
});
