import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { navigationOf, pageRoute, type PageName } from '../app/pages.js';
import { dashboardQuery } from '../app/queries.js';
import { may, type Scope } from '../app/scope.js';
import { Icon } from '../ui/Icon.js';
import { LiveFoot } from './LiveFoot.js';

interface Counter {
  count: number;
  hot: boolean;
  label: string;
}

/** Figures beside entries: the same ones the Lagebild shows. */
function useCounters(scope: Scope | null): Partial<Record<PageName, Counter>> {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...dashboardQuery(scope ?? { kind: 'tenant', id: '' }),
    enabled: scope !== null && may(scope, 'dashboard:read'),
  });
  if (!data) return {};
  const { openIncidents, openCritical, runningDuties, overdueDuties } = data.figures;
  return {
    vorfaelle: {
      count: openIncidents,
      hot: openCritical > 0,
      label: t('shell.openCount', { count: openIncidents }),
    },
    fristen: {
      count: runningDuties,
      hot: overdueDuties > 0,
      label: t('shell.runningCount', { count: runningDuties }),
    },
  };
}

interface SideNavigationProps {
  scope: Scope | null;
  /** Only on narrow screens, where the navigation is a drawer. */
  open: boolean;
  onClose: () => void;
}

export function SideNavigation({ scope, open, onClose }: SideNavigationProps): ReactElement {
  const { t } = useTranslation();
  const counters = useCounters(scope);
  const entries = scope ? navigationOf(scope) : [];
  const onlyReports = scope !== null && may(scope, 'incident:create') && !may(scope, 'incident:read');
  return (
    <>
      <nav
        id="hauptnavigation"
        className={`side${open ? ' open' : ''}`}
        aria-label={t('shell.navigation')}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) onClose();
        }}
      >
        <ul>
          {scope &&
            entries.map(({ page, icon }) => {
              const counter = counters[page];
              return (
                <li key={page}>
                  <Link
                    to={pageRoute(page)}
                    params={{ scope: scope.slug }}
                    activeOptions={{ includeSearch: false }}
                  >
                    <Icon name={icon} size={22} />
                    <span>{t(`shell.nav.${page}`)}</span>
                    {counter && (
                      <span className={`counter${counter.hot ? ' hot' : ''}`}>
                        <span aria-hidden>{counter.count}</span>
                        <span className="sr-only">{counter.label}</span>
                      </span>
                    )}
                  </Link>
                </li>
              );
            })}
          {scope && onlyReports && (
            <li>
              <Link to="/$scope/vorfaelle/neu" params={{ scope: scope.slug }}>
                <Icon name="add" size={22} />
                <span>{t('shell.nav.melden')}</span>
              </Link>
            </li>
          )}
        </ul>
        <LiveFoot />
      </nav>
      {open && <button type="button" className="scrim" tabIndex={-1} aria-hidden onClick={onClose} />}
    </>
  );
}
