import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { buttonClass } from '../../ui/Button.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { catalogueQuery, requirementFilter, sourceUrl, type Catalogue } from './api.js';
import { Attribution } from './Attribution.js';
import { editionText } from './edition.js';
import { FindingsCard } from './FindingsCard.js';
import { PracticeNavigation } from './PracticeNavigation.js';
import { RequirementList } from './RequirementList.js';
import '../../styles/detail.css';
import '../../styles/list.css';
import '../../styles/catalogues.css';

const route = getRouteApi('/signed-in/$scope/kataloge/$id');

/** One catalogue: practices, requirements with search and filters in the URL, findings, attribution. */
export function CataloguePage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const { id } = route.useParams();
  const query = useQuery(catalogueQuery(scope.officeId, id));
  useTitle(query.data?.title ?? t('catalogues.title'), scope.shortName);
  return (
    <div className="page">
      <nav className="trail no-print" aria-label={t('catalogues.requirement.backLabel')}>
        <Link to="/$scope/kataloge" params={{ scope: scope.slug }} className="trail-back">
          <Icon name="left" />
          {t('catalogues.back')}
        </Link>
      </nav>
      <QueryState query={query}>
        {(catalogue) => <CatalogueView key={catalogue.id} scope={scope} catalogue={catalogue} />}
      </QueryState>
    </div>
  );
}

function CatalogueView({ scope, catalogue }: { scope: Scope; catalogue: Catalogue }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { praktik } = search;
  const practice = catalogue.groups.find((group) => group.parentCode === null && group.code === praktik);
  const about = practice ? practice.description : catalogue.remarks;
  const facts = [
    catalogue.publisher,
    t('catalogues.edition', { text: editionText(catalogue) }),
    t('catalogues.requirements', { count: catalogue.requirementCount }),
    catalogue.licence,
  ];
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{catalogue.title}</h1>
          <p className="muted">{facts.filter(Boolean).join(' · ')}</p>
        </div>
        <div className="row no-print">
          <a
            href={sourceUrl(scope.officeId, catalogue.id)}
            download
            className={buttonClass('secondary', true)}
          >
            <Icon name="download" />
            <span className="kern-label">{t('catalogues.download')}</span>
          </a>
          <ExportMenu
            scope={{ kind: 'office', id: scope.officeId }}
            name={t('catalogues.title')}
            list={`catalogues/${catalogue.id}/requirements`}
            query={requirementFilter(search)}
          />
          <PrintButton />
        </div>
      </header>
      <div className="catalogue-grid">
        <PracticeNavigation scope={scope} catalogue={catalogue} />
        <div className="stack catalogue-main">
          {about && (
            <details className="about">
              <summary>{practice ? t('catalogues.aboutPractice') : t('catalogues.aboutCatalogue')}</summary>
              <p>{about}</p>
            </details>
          )}
          <RequirementList scope={scope} catalogue={catalogue} />
        </div>
      </div>
      {catalogue.findings.length > 0 && <FindingsCard findings={catalogue.findings} />}
      <Attribution source={catalogue} />
    </>
  );
}
