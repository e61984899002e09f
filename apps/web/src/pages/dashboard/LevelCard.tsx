import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOf, type Dashboard } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { PlateMark } from '../../ui/Marks.js';
import { figureLinks } from './links.js';
import { MapView } from './MapView.js';
import { useLevelReasons } from './use-level-reasons.js';

/** Level of one member, and which figures make it so. */
export function LevelCard({
  data,
  asOf,
}: {
  data: Dashboard;
  asOf: string | undefined;
}): ReactElement | null {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const tenant = data.tenants[0];
  if (!tenant) return null;
  const text = t('dashboard.map.area', { name: tenant.name, level: label('level', levelOf(tenant)) });
  return (
    <section className="card" aria-labelledby="karte-titel">
      <div className="card-head">
        <h2 id="karte-titel">{t('dashboard.map.titleTenant')}</h2>
      </div>
      <div className="map-box">
        <MapView areas={[{ ags: tenant.ags ?? '', plate: tenant.plate, level: levelOf(tenant), text }]} />
        <div className="level-box">
          <p className="level-line">
            <PlateMark plate={tenant.plate} level={levelOf(tenant)} />
            <b>{t('dashboard.map.level', { level: label('level', levelOf(tenant)) })}</b>
          </p>
          <h3>{t('dashboard.map.why')}</h3>
          <Reasons data={data} asOf={asOf} slug={scope.slug} />
        </div>
      </div>
    </section>
  );
}

function Reasons({
  data,
  asOf,
  slug,
}: {
  data: Dashboard;
  asOf: string | undefined;
  slug: string;
}): ReactElement {
  const { t } = useTranslation();
  const to = figureLinks(data, asOf);
  const params = { scope: slug };
  const reasons = useLevelReasons(data);
  if (reasons.length === 0) return <p>{t('dashboard.map.reasons.none')}</p>;
  return (
    <ul className="reasons">
      {reasons.map(({ key, text }) => (
        <li key={key}>
          {key === 'overdue' || key === 'statutory' ? (
            <Link to="/$scope/fristen" params={params} search={to[key]}>
              {text}
            </Link>
          ) : (
            <Link to="/$scope/vorfaelle" params={params} search={to[key]}>
              {text}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
