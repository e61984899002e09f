import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { may, type Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { formatDay } from '../../format/time.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { cataloguesQuery, type CatalogueRow } from './api.js';
import { editionText } from './edition.js';
import { ImportCard } from './ImportCard.js';
import '../../styles/catalogues.css';

/** The catalogues of the office, and the way in for a new one. */
export function CataloguesPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const catalogues = useQuery(cataloguesQuery(scope));
  const imports = scope.kind === 'office' && may(scope, 'catalogue:import');
  useTitle(t('catalogues.title'), scope.shortName);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('catalogues.title')}</h1>
          <p className="muted">{t('catalogues.text')}</p>
        </div>
        <ExportMenu scope={scope} name={t('catalogues.title')} list="catalogues" />
      </header>
      {imports && <ImportCard scope={scope} />}
      <QueryState query={catalogues}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="card empty">
              <Icon name="book" size={36} />
              <b>{t('catalogues.none')}</b>
              <p>{imports ? t('catalogues.noneImport') : t('catalogues.noneOther')}</p>
            </div>
          ) : (
            <ul className="catalogues" aria-label={t('catalogues.title')}>
              {items.map((row) => (
                <li key={row.id}>
                  <CatalogueCard scope={scope} row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </div>
  );
}

function CatalogueCard({ scope, row }: { scope: Scope; row: CatalogueRow }): ReactElement {
  const { t } = useTranslation();
  const date = formatDay(row.importedAt);
  const name = row.importedBy?.name;
  return (
    <article className="card catalogue-card">
      <div className="catalogue-card-text">
        <h2>
          <Link to="/$scope/kataloge/$id" params={{ scope: scope.slug, id: row.id }}>
            {row.title}
          </Link>
        </h2>
        <p>
          {[row.publisher, t('catalogues.edition', { text: editionText(row) })].filter(Boolean).join(' · ')}
        </p>
        <p className="muted small-print">
          {[
            row.licence,
            name ? t('catalogues.importedBy', { date, name }) : t('catalogues.imported', { date }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="catalogue-card-counts">
        <b className="nowrap">{t('catalogues.requirements', { count: row.requirementCount })}</b>
        {row.findingCount > 0 && (
          <Link
            to="/$scope/kataloge/$id"
            params={{ scope: scope.slug, id: row.id }}
            hash="befunde"
            className="badge warn"
          >
            <Icon name="warning" size={16} />
            {t('catalogues.findings', { count: row.findingCount })}
          </Link>
        )}
      </div>
    </article>
  );
}
