import type { FeatureCollection, Polygon } from 'geojson';
import { fitProjection } from './projection.js';

const square = (west: number, south: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

const areas: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { ags: '1' }, geometry: square(8, 50, 1) },
    { type: 'Feature', properties: { ags: '2' }, geometry: square(9, 51, 0.5) },
  ],
};

const numbers = (path: string): number[] => (path.match(/-?\d+\.\d/g) ?? []).map(Number);

describe('fitProjection', () => {
  const { path, centre } = fitProjection(areas, 200, 300, 2);

  it('keeps every area inside the box', () => {
    const all = areas.features.flatMap((feature) => numbers(path(feature.geometry)));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...all)).toBeLessThanOrEqual(298);
  });

  it('puts north up and east right', () => {
    const [westX, southY] = centre(square(8, 50, 1));
    const [eastX, northY] = centre(square(9, 51, 0.5));
    expect(northY).toBeLessThan(southY);
    expect(eastX).toBeGreaterThan(westX);
  });

  it('shortens degrees of longitude as at 50.6° north', () => {
    const xs = numbers(path(square(8, 50, 1))).filter((_, index) => index % 2 === 0);
    const ys = numbers(path(square(8, 50, 1))).filter((_, index) => index % 2 === 1);
    const ratio = (Math.max(...xs) - Math.min(...xs)) / (Math.max(...ys) - Math.min(...ys));
    expect(ratio).toBeCloseTo(Math.cos((50.6 * Math.PI) / 180), 2);
  });
});
