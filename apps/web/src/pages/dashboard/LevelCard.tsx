import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { PlateMark } from '../../ui/Marks.js';
import { figureLinks } from './links.js';
import { MapView } from './MapView.js';

/** Level of one member, and which figures make it so. */
export function LevelCard({ data, asOf }: { data: Dashboard; asOf: string | undefined }): ReactElement | null {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const tenant = data.tenants[0];
  if (!tenant) return null;
  const text = t('dashboard.map.area', { name: tenant.name, level: label('level', tenant.level) });
  return (
    <section className="card" aria-labelledby="karte-titel">
      <div className="card-head">
        <h2 id="karte-titel">{t('dashboard.map.titleTenant')}</h2>
      </div>
      <div className="map-box">
        <MapView areas={[{ ags: tenant.ags, plate: tenant.plate, level: tenant.level, text }]} />
        <div className="level-box">
          <p className="level-line">
            <PlateMark plate={tenant.plate} level={tenant.level} />
            <b>{t('dashboard.map.level', { level: label('level', tenant.level) })}</b>
          </p>
          <h3>{t('dashboard.map.why')}</h3>
          <Reasons data={data} asOf={asOf} slug={scope.slug} />
        </div>
      </div>
    </section>
  );
}

function Reasons({ data, asOf, slug }: { data: Dashboard; asOf: string | undefined; slug: string }): ReactElement {
  const { t } = useTranslation();
  const { openCritical, openHigh, openIncidents, overdueDuties, runningStatutory } = data.figures;
  const to = figureLinks(data, asOf);
  const params = { scope: slug };
  const incident = (count: number, key: 'critical' | 'high' | 'open', search: typeof to.open): ReactElement | false =>
    count > 0 && (
      <li key={key}>
        <Link to="/$scope/vorfaelle" params={params} search={search}>
          {t(`dashboard.map.reasons.${key}`, { count })}
        </Link>
      </li>
    );
  const duty = (count: number, key: 'overdue' | 'statutory', search: typeof to.running): ReactElement | false =>
    count > 0 && (
      <li key={key}>
        <Link to="/$scope/fristen" params={params} search={search}>
          {t(`dashboard.map.reasons.${key}`, { count })}
        </Link>
      </li>
    );
  const reasons = [
    incident(openCritical, 'critical', to.critical),
    duty(overdueDuties, 'overdue', to.overdue),
    incident(openHigh, 'high', to.high),
    duty(runningStatutory, 'statutory', to.statutory),
    incident(openIncidents, 'open', to.open),
  ].filter((reason) => reason !== false);
  return <ul className="reasons">{reasons.length > 0 ? reasons : <li>{t('dashboard.map.reasons.none')}</li>}</ul>;
}
