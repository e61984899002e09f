import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { Icon } from '../../ui/Icon.js';
import { readTrail } from '../incidents/list-trail.js';

/** Back to the list one came from, and on to its neighbours. */
export function TrailNavigation({ scope, id }: { scope: Scope; id: string }): ReactElement {
  const { t } = useTranslation();
  const [trail] = useState(readTrail);
  const index = trail?.items.findIndex((item) => item.id === id) ?? -1;
  const known = trail !== null && index >= 0;
  const previous = known ? trail.items[index - 1] : undefined;
  const next = known ? trail.items[index + 1] : undefined;
  return (
    <nav className="trail no-print" aria-label={t('incident.backLabel')}>
      {known ? (
        <Link to={trail.href} className="trail-back">
          <Icon name="left" />
          {t('incident.back')}
        </Link>
      ) : (
        <Link to="/$scope/vorfaelle" params={{ scope: scope.slug }} className="trail-back">
          <Icon name="left" />
          {t('incident.back')}
        </Link>
      )}
      {known && (
        <>
          <span className="muted nowrap">
            {t('incident.position', { index: index + 1, total: trail.total })}
          </span>
          <Neighbour item={previous} icon="left" label={t('incident.previous')} />
          <Neighbour item={next} icon="right" label={t('incident.next')} />
        </>
      )}
    </nav>
  );
}

interface NeighbourProps {
  item: { id: string; scope: string } | undefined;
  icon: 'left' | 'right';
  label: string;
}

function Neighbour({ item, icon, label }: NeighbourProps): ReactElement {
  if (!item) {
    return (
      <span className="icon-button disabled" aria-hidden>
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <Link to="/$scope/vorfaelle/$id" params={item} className="icon-button" aria-label={label} title={label}>
      <Icon name={icon} />
    </Link>
  );
}
