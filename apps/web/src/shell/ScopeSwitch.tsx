import { Link, useRouterState } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { landingPage, scopesOf, type Scope } from '../app/scope.js';
import { pageExists, pageRoute, pages, type PagePath } from '../app/pages.js';
import { useSession } from '../app/use-scope.js';
import { formatDay, isoDay, shiftDay } from '../format/time.js';
import { useLabel } from '../i18n/use-label.js';
import { Disclosure } from '../ui/Disclosure.js';
import { Icon } from '../ui/Icon.js';

/** From here on a list without search field would be too long. */
const searchFrom = 6;

/** The page to show in another scope: the same one where it exists, else the role's landing page. */
export function pageIn(scope: Scope, path: string): PagePath {
  const current = path.split('/')[2] ?? '';
  const info = pages.find((each) => each.page === current);
  return info && pageExists(scope, info) ? info.page : landingPage(scope);
}

/** An end worth showing all the time: an auditor's, or one within two months. */
function endsSoon({ validUntil, roles }: Scope): boolean {
  if (validUntil === null) return false;
  return roles.includes('auditor') || validUntil <= shiftDay(isoDay(Date.now()), 60);
}

function ScopeText({ scope }: { scope: Scope }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const role = scope.roles.map((each) => label('role', each)).join(', ');
  const until = endsSoon(scope)
    ? ` · ${t('shell.accessUntil', { date: formatDay(scope.validUntil ?? '') })}`
    : '';
  return (
    <span className="scope-text" title={scope.name}>
      <b>{scope.name}</b>
      <small>{`${role}${until}`}</small>
    </span>
  );
}

function ScopeList({ current, close }: { current: Scope; close: () => void }): ReactElement {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const all = scopesOf(useSession());
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase('de');
  const shown = all.filter((scope) =>
    `${scope.name} ${scope.shortName}`.toLocaleLowerCase('de').includes(wanted),
  );
  return (
    <>
      {all.length >= searchFrom && (
        <input
          type="search"
          autoFocus
          aria-label={t('shell.scopeFilter')}
          placeholder={t('shell.scopeFilter')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul>
        {shown.map((scope) => (
          <li key={scope.slug}>
            <Link
              to={pageRoute(pageIn(scope, path))}
              params={{ scope: scope.slug }}
              aria-current={scope.slug === current.slug ? 'true' : undefined}
              onClick={close}
            >
              <Icon name={scope.kind === 'office' ? 'group' : 'county'} />
              <ScopeText scope={scope} />
            </Link>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="muted pad">{t('shell.scopeNone')}</p>}
    </>
  );
}

/** Says whose data these are and in which role one works; switches to another member. */
export function ScopeSwitch({ scope }: { scope: Scope }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const content = (
    <>
      <Icon name={scope.kind === 'office' ? 'group' : 'county'} />
      <ScopeText scope={scope} />
    </>
  );
  if (scopesOf(session).length < 2) return <div className="scope-button fixed">{content}</div>;
  return (
    <Disclosure
      className="scope"
      buttonClassName="scope-button"
      buttonLabel={t('shell.scopeSwitch', { name: scope.name })}
      buttonContent={
        <>
          {content}
          <Icon name="down" />
        </>
      }
      panelClassName="scope-panel"
    >
      {(close) => <ScopeList current={scope} close={close} />}
    </Disclosure>
  );
}
