import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import type { Catalogue } from './api.js';

const route = getRouteApi('/signed-in/$scope/kataloge/$id');

/** The practices with the number of their requirements; the other filters stay. Narrow screens have a select instead. */
export function PracticeNavigation({
  scope,
  catalogue,
}: {
  scope: Scope;
  catalogue: Catalogue;
}): ReactElement | null {
  const { t } = useTranslation();
  const { praktik, ...rest } = route.useSearch();
  const practices = catalogue.groups.filter((group) => group.parentCode === null);
  if (practices.length === 0) return null;
  const entry = (code: string | undefined, name: string, count: number): ReactElement => (
    <li key={code ?? ''}>
      <Link
        to="/$scope/kataloge/$id"
        params={{ scope: scope.slug, id: catalogue.id }}
        search={code === undefined ? rest : { ...rest, praktik: code }}
        activeOptions={{ exact: true, includeSearch: true }}
        aria-current={praktik === code ? 'true' : undefined}
        replace
      >
        <span className="practice-code">{code ?? ''}</span>
        <span className="practice-name">{name}</span>
        <span className="counter">{count}</span>
      </Link>
    </li>
  );
  return (
    <nav className="practices no-print" aria-label={t('catalogues.practices')}>
      <ul>
        {entry(undefined, t('catalogues.allPractices'), catalogue.requirementCount)}
        {practices.map((group) => entry(group.code, group.title, group.requirementCount))}
      </ul>
    </nav>
  );
}
