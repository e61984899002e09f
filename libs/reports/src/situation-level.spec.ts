import fc from 'fast-check';
import { situationLevel, type LevelFigures } from './situation-level.js';

const NOTHING: LevelFigures = {
  openIncidents: 0,
  openCritical: 0,
  openHigh: 0,
  runningStatutory: 0,
  overdueStatutory: 0,
};
const count = fc.nat(3);
const figures = fc.record<LevelFigures>({
  openIncidents: count,
  openCritical: count,
  openHigh: count,
  runningStatutory: count,
  overdueStatutory: count,
});

describe('level of a situation', () => {
  it.each([
    [{}, 0],
    [{ openIncidents: 3 }, 1],
    [{ openIncidents: 1, runningStatutory: 1 }, 2],
    [{ runningStatutory: 1 }, 2],
    [{ openIncidents: 1, openHigh: 1 }, 3],
    [{ openIncidents: 1, openHigh: 1, runningStatutory: 1 }, 3],
    [{ openIncidents: 1, openCritical: 1 }, 4],
    [{ overdueStatutory: 1, runningStatutory: 1 }, 4],
  ])('of %j is %i', (given, level) => {
    expect(situationLevel({ ...NOTHING, ...given })).toBe(level);
  });

  it('never falls when one more thing is open', () => {
    fc.assert(
      fc.property(
        figures,
        fc.constantFrom(...(Object.keys(NOTHING) as (keyof LevelFigures)[])),
        (given, name) => {
          expect(situationLevel({ ...given, [name]: given[name] + 1 })).toBeGreaterThanOrEqual(
            situationLevel(given),
          );
        },
      ),
    );
  });

  it('is 0 exactly when nothing is open', () => {
    fc.assert(
      fc.property(
        figures,
        (given) => (situationLevel(given) === 0) === Object.values(given).every((number) => number === 0),
      ),
    );
  });
});
