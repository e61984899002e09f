import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { setSingleKeys, singleKeysOn } from '../../app/preferences.js';
import { installationQuery } from '../../app/queries.js';
import { scopesOf } from '../../app/scope.js';
import { setTheme, useTheme, type Theme } from '../../app/theme.js';
import { useSession } from '../../app/use-scope.js';
import { formatDay } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { useSignOut } from '../../shell/use-sign-out.js';
import { Button } from '../../ui/Button.js';
import { Choice } from '../../ui/Choice.js';
import { CheckField } from '../../ui/Field.js';
import { useTitle } from '../../ui/use-title.js';
import { LanguageCard } from './LanguageCard.js';
import { PasswordCard } from './PasswordCard.js';

/** The own account: who one is, password, appearance, language, signing out. */
export function AccountPage(): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const session = useSession();
  const { theme } = useTheme();
  const { data: installation } = useQuery(installationQuery);
  const [singleKeys, setSingleKeysState] = useState(singleKeysOn);
  const leave = useSignOut();
  useTitle(t('session.account.title'));
  return (
    <div className="page narrow-page">
      <header className="page-head">
        <h1>{t('session.account.title')}</h1>
      </header>
      <section className="card stack" aria-labelledby="konto-person">
        <h2 id="konto-person">{t('session.account.person')}</h2>
        <dl className="facts">
          <dt>{t('session.account.name')}</dt>
          <dd>{session.user.name}</dd>
          <dt>{t('session.account.email')}</dt>
          <dd>{session.user.email}</dd>
          <dt>{t('session.account.memberships')}</dt>
          <dd>
            <ul>
              {scopesOf(session).map((scope) => (
                <li key={scope.slug}>
                  {scope.name}
                  <small>
                    {` · ${scope.roles.map((role) => label('role', role)).join(', ')}`}
                    {scope.validUntil &&
                      ` · ${t('shell.accessUntil', { date: formatDay(scope.validUntil) })}`}
                  </small>
                </li>
              ))}
            </ul>
          </dd>
        </dl>
      </section>
      <section className="card stack" aria-labelledby="konto-darstellung">
        <h2 id="konto-darstellung">{t('session.account.appearance')}</h2>
        <Choice<Theme>
          name="theme"
          label={t('session.account.theme')}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'light', label: t('session.account.themeLight') },
            { value: 'dark', label: t('session.account.themeDark') },
            { value: 'system', label: t('session.account.themeSystem') },
          ]}
        />
        <CheckField
          label={t('session.account.singleKeys')}
          checked={singleKeys}
          onChange={(on) => {
            setSingleKeys(on);
            setSingleKeysState(on);
          }}
        />
      </section>
      <LanguageCard />
      <PasswordCard />
      <section className="card stack">
        <p className="muted">{t('session.account.signOutText')}</p>
        <div>
          <Button icon="logout" onClick={() => void leave()}>
            {t('session.account.signOut')}
          </Button>
        </div>
      </section>
      {installation && (
        <p className="muted small-print">{t('session.account.version', { version: installation.version })}</p>
      )}
    </div>
  );
}
