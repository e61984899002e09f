import type { Feature, FeatureCollection } from 'geojson';
import type { ReactElement } from 'react';
import { fitProjection } from './projection.js';
import { cssTheme, type ChartTheme } from './theme.js';

/** A member on the map, joined by its official key: "Kassel" is both a county (06633) and a city (06611). */
export interface MapArea {
  ags: string;
  /** Letters of the number plate, drawn into the area. */
  plate: string;
  /** Text equivalent, for example "Landkreis Kassel: Lage kritisch". */
  text: string;
  /** 0 unauffällig – 4 kritisch */
  level: number;
  /** Address the area leads to; without one the map is a picture. */
  href?: string;
}

export interface HesseMapProps {
  geo: FeatureCollection;
  areas: readonly MapArea[];
  title: string;
  width?: number;
  height?: number;
  theme?: ChartTheme;
  id?: string;
}

const agsOf = (feature: Feature): string => String(feature.properties?.['ags'] ?? '');

/**
 * Map of Hesse with the level of each member. An ornament of the list beside it: colour and letters here, words there.
 * Wherever it stands, "© GeoBasis-DE / BKG 2021 (Daten verändert)" must stand too (dl-de/by-2-0).
 */
export function HesseMap(props: HesseMapProps): ReactElement {
  const { geo, areas, title, width = 260, height = 340, theme = cssTheme, id = 'karte' } = props;
  const { path, centre } = fitProjection(geo, width, height);
  const byAgs = new Map(areas.map((area) => [area.ags, area]));
  const linked = areas.some((area) => area.href);
  const members = geo.features.filter((feature) => byAgs.has(agsOf(feature)));
  const others = geo.features.filter((feature) => !byAgs.has(agsOf(feature)));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role={linked ? 'group' : 'img'}
      aria-labelledby={`${id}-title`}
      fontFamily={theme.font}
      fontSize={11}
      xmlns="http://www.w3.org/2000/svg"
    >
      <title id={`${id}-title`}>{title}</title>
      <g aria-hidden="true">
        {others.map((feature) => (
          <path key={agsOf(feature)} d={path(feature.geometry)} fill={theme.off} stroke={theme.background} />
        ))}
      </g>
      {members.map((feature) => {
        const area = byAgs.get(agsOf(feature));
        if (!area) return null;
        const [x, y] = centre(feature.geometry);
        const shape = (
          <>
            <path
              d={path(feature.geometry)}
              fill={theme.level[area.level]}
              stroke={theme.background}
              strokeWidth={1.5}
            />
            <text x={x} y={y + 4} textAnchor="middle" fontWeight={600} fill={theme.onLevel[area.level]}>
              {area.plate}
            </text>
          </>
        );
        return area.href ? (
          <a key={area.ags} href={area.href} aria-label={area.text} className="map-link">
            <title>{area.text}</title>
            {shape}
          </a>
        ) : (
          <g key={area.ags}>{shape}</g>
        );
      })}
    </svg>
  );
}
