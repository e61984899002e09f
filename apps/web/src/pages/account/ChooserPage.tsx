import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { pageRoute } from '../../app/pages.js';
import { entryScopes, landingPage } from '../../app/scope.js';
import { useSession } from '../../app/use-scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { Icon } from '../../ui/Icon.js';
import { useTitle } from '../../ui/use-title.js';

/** For people with several tasks: where to begin. */
export function ChooserPage(): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const scopes = entryScopes(useSession());
  useTitle(t('shell.chooser.title'));
  if (scopes.length === 0) {
    return (
      <div className="page message-page">
        <Icon name="lock" size={40} />
        <h1>{t('shell.chooser.none')}</h1>
        <p className="muted">{t('shell.chooser.noneText')}</p>
      </div>
    );
  }
  return (
    <div className="page narrow-page">
      <header className="page-head">
        <div>
          <h1>{t('shell.chooser.title')}</h1>
          <p className="muted">{t('shell.chooser.text')}</p>
        </div>
      </header>
      <ul className="chooser">
        {scopes.map((scope) => (
          <li key={scope.slug}>
            <Link to={pageRoute(landingPage(scope))} params={{ scope: scope.slug }} className="card">
              <Icon name={scope.kind === 'office' ? 'group' : 'county'} size={28} />
              <span>
                <b>{scope.name}</b>
                <small>{scope.roles.map((role) => label('role', role)).join(', ')}</small>
              </span>
              <Icon name="right" />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
