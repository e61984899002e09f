import { Link, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOf, type Dashboard } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { PlateMark } from '../../ui/Marks.js';
import { useMemberContext } from '../../ui/use-member-word.js';
import { figureLinks } from './links.js';
import { MapView } from './MapView.js';

/** Level of every member on the map and, in words, in the list beside it. */
export function MapCard({ data, asOf }: { data: Dashboard; asOf: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const member = useMemberContext(scope);
  const router = useRouter();
  const tenants = [...data.tenants].sort((a, b) => b.level - a.level || a.name.localeCompare(b.name, 'de'));
  const linkOf = (slug: string) => ({
    to: '/$scope/vorfaelle' as const,
    params: { scope: scope.slug },
    search: figureLinks(data, asOf, slug).open,
  });
  const areas = tenants.map((tenant) => ({
    ags: tenant.ags ?? '',
    plate: tenant.plate,
    level: levelOf(tenant),
    text: t('dashboard.map.area', { name: tenant.name, level: label('level', levelOf(tenant)) }),
    href: router.buildLocation(linkOf(tenant.slug)).href,
  }));
  return (
    <section className="card" aria-labelledby="karte-titel">
      <div className="card-head">
        <h2 id="karte-titel">{t('dashboard.map.title', member)}</h2>
      </div>
      <div className="map-box">
        <MapView areas={areas} />
        <ul className="map-list">
          {tenants.map((tenant) => (
            <li key={tenant.tenantId}>
              <Link {...linkOf(tenant.slug)}>
                <PlateMark plate={tenant.plate} level={levelOf(tenant)} />
                <span>{tenant.shortName}</span>
                <small>{label('level', levelOf(tenant))}</small>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
