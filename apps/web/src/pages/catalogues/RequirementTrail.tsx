import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { Icon } from '../../ui/Icon.js';
import type { Requirement } from './api.js';
import { readCatalogueTrail } from './catalogue-trail.js';

interface RequirementTrailProps {
  scope: Scope;
  catalogueId: string;
  requirementId: string;
  requirement: Requirement | undefined;
}

/** Back to the list one came from and on to its neighbours; without a list through the whole catalogue. */
export function RequirementTrail({
  scope,
  catalogueId,
  requirementId,
  requirement,
}: RequirementTrailProps): ReactElement {
  const { t } = useTranslation();
  const [trail] = useState(() => readCatalogueTrail(catalogueId));
  const index = trail?.ids.indexOf(requirementId) ?? -1;
  const known = trail !== null && index >= 0;
  const previous = known ? trail.ids[index - 1] : requirement?.previous?.id;
  const next = known ? trail.ids[index + 1] : requirement?.next?.id;
  const back = (
    <>
      <Icon name="left" />
      {t('catalogues.requirement.backToList')}
    </>
  );
  const neighbour = (id: string | undefined, icon: 'left' | 'right', label: string): ReactElement =>
    id === undefined ? (
      <span className="icon-button disabled" aria-hidden>
        <Icon name={icon} />
      </span>
    ) : (
      <Link
        to="/$scope/kataloge/$id/$requirement"
        params={{ scope: scope.slug, id: catalogueId, requirement: id }}
        className="icon-button"
        aria-label={label}
        title={label}
      >
        <Icon name={icon} />
      </Link>
    );
  return (
    <nav className="trail no-print" aria-label={t('catalogues.requirement.backLabel')}>
      {trail ? (
        <Link to={trail.href} className="trail-back">
          {back}
        </Link>
      ) : (
        <Link
          to="/$scope/kataloge/$id"
          params={{ scope: scope.slug, id: catalogueId }}
          className="trail-back"
        >
          {back}
        </Link>
      )}
      {known && (
        <span className="muted nowrap">
          {t('catalogues.requirement.position', { index: index + 1, total: trail.total })}
        </span>
      )}
      {neighbour(previous, 'left', t('catalogues.requirement.previous'))}
      {neighbour(next, 'right', t('catalogues.requirement.next'))}
    </nav>
  );
}
