import { HesseMap, type MapArea } from '@bergfried/charts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMap } from './use-map.js';

/** The map with the notice its licence asks for. Nothing when no member lies on it (municipalities). */
export function MapView({ areas }: { areas: readonly MapArea[] }): ReactElement | null {
  const { t } = useTranslation();
  const geo = useMap();
  if (!geo) return <div className="map-place" aria-hidden />;
  const known = new Set(geo.features.map((feature) => String(feature.properties?.['ags'])));
  const shown = areas.filter((area) => known.has(area.ags));
  if (shown.length === 0) return null;
  return (
    <figure className="map">
      <HesseMap geo={geo} areas={shown} title={t('dashboard.map.caption')} width={250} height={330} />
      <figcaption className="source">
        <a href="http://www.bkg.bund.de" rel="noreferrer">
          {t('dashboard.map.source')}
        </a>
      </figcaption>
    </figure>
  );
}
