import type { FeatureCollection, Geometry, Position } from 'geojson';

/** A flat projection of some areas into a box of pixels. */
export interface Projection {
  /** Path data (`d`) of an area. */
  path: (geometry: Geometry) => string;
  /** Centre of gravity of the area's largest ring, for its label. */
  centre: (geometry: Geometry) => [x: number, y: number];
}

type Ring = Position[];

/**
 * True to length at 50.6° north: good enough for one federal state at 1:5 M, and it needs no d3-geo (11 kB gz), which
 * moreover reads rings of RFC 7946 the other way round and would fill the whole globe.
 */
const lengthOfDegree = Math.cos((50.6 * Math.PI) / 180);

function rings(geometry: Geometry): Ring[] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat(1);
  return [];
}

/** Fits all areas into `width` × `height` pixels, leaving `padding` free on every side. */
export function fitProjection(
  areas: FeatureCollection,
  width: number,
  height: number,
  padding = 2,
): Projection {
  const points = areas.features.flatMap((feature) => rings(feature.geometry)).flat(1);
  const xs = points.map(([longitude = 0]) => longitude * lengthOfDegree);
  const ys = points.map(([, latitude = 0]) => latitude);
  const left = min(xs);
  const top = max(ys);
  const spanX = max(xs) - left;
  const spanY = top - min(ys);
  const scale = Math.min((width - 2 * padding) / spanX, (height - 2 * padding) / spanY);
  const offsetX = (width - scale * spanX) / 2;
  const offsetY = (height - scale * spanY) / 2;

  const project = ([longitude = 0, latitude = 0]: Position): [number, number] => [
    offsetX + (longitude * lengthOfDegree - left) * scale,
    offsetY + (top - latitude) * scale,
  ];
  const ringPath = (ring: Ring): string =>
    `M${ring
      .map((position) =>
        project(position)
          .map((value) => value.toFixed(1))
          .join(' '),
      )
      .join('L')}Z`;

  return {
    path: (geometry) => rings(geometry).map(ringPath).join(''),
    centre: (geometry) => {
      const largest = rings(geometry).reduce<Ring>(
        (best, ring) => (ring.length > best.length ? ring : best),
        [],
      );
      return centroid(largest.map(project));
    },
  };
}

/** Centroid of a closed ring by the shoelace formula. */
function centroid(ring: [number, number][]): [number, number] {
  let area = 0;
  let x = 0;
  let y = 0;
  for (const [index, [xa, ya]] of ring.entries()) {
    const next = ring[index + 1];
    if (!next) break;
    const cross = xa * next[1] - next[0] * ya;
    area += cross;
    x += (xa + next[0]) * cross;
    y += (ya + next[1]) * cross;
  }
  return area === 0 ? (ring[0] ?? [0, 0]) : [x / (3 * area), y / (3 * area)];
}

const min = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const max = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
