import { agsFits } from './ags.js';
import type { Tenant } from './tenant.entity.js';

describe('an official municipality key', () => {
  it.each<[Tenant['kind'], string | null, boolean]>([
    ['county', '06535', true],
    ['county', '06535001', false],
    ['county', null, false],
    ['county', '17535', false],
    ['county', '00535', false],
    ['county', '0653a', false],
    ['city', '06412', true],
    ['city', '06535001', true],
    ['city', '065350', false],
    ['municipality', '06535001', true],
    ['municipality', '06535', false],
    ['municipality', null, false],
    ['municipal-enterprise', null, true],
    ['municipal-enterprise', '06535', false],
  ])('of a %s: %s fits %s', (kind, ags, fits) => {
    expect(agsFits(kind, ags)).toBe(fits);
  });
});
