import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { installationQuery } from '../app/queries.js';
import { entryScopes, findScope, foreignScope, may } from '../app/scope.js';
import { useSession } from '../app/use-scope.js';
import { useLive } from '../live/use-live.js';
import { buttonClass } from '../ui/Button.js';
import { Icon } from '../ui/Icon.js';
import { Toasts } from '../ui/Toasts.js';
import { AccountMenu } from './AccountMenu.js';
import { BrandMark } from './Brand.js';
import { DemoStrip } from './DemoStrip.js';
import { NotFound } from './NotFound.js';
import { ScopeSwitch } from './ScopeSwitch.js';
import { SideNavigation } from './SideNavigation.js';
import { ThemeButton } from './ThemeButton.js';
import { useShellKeys } from './use-shell-keys.js';

const Palette = lazy(() => import('./Palette.js').then((module) => ({ default: module.Palette })));
const KeysDialog = lazy(() => import('./KeysDialog.js').then((module) => ({ default: module.KeysDialog })));

/** The frame of every page behind the sign-in; `children` in place of the page of the address. */
export function Shell({ children }: { children?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const { scope: slug } = useParams({ strict: false });
  const { data: installation } = useQuery(installationQuery);
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // The menu belongs to the page it was opened on, so going on closes it without an effect.
  const [navOpenOn, setNavOpenOn] = useState<string | null>(null);
  const navOpen = navOpenOn === path;

  const scope = (slug ? findScope(session, slug) : undefined) ?? entryScopes(session)[0] ?? null;
  useLive(scope);
  useShellKeys(setOverlay);
  const demo = installation?.demo === true || scope?.demo === true;

  return (
    <div className={`shell${demo ? ' with-strip' : ''}`}>
      <a className="skip" href="#inhalt">
        {t('shell.skip')}
      </a>
      {demo && <DemoStrip />}
      <header className="top">
        <button
          type="button"
          className="icon-button only-narrow"
          aria-label={navOpen ? t('shell.closeNavigation') : t('shell.openNavigation')}
          aria-expanded={navOpen}
          aria-controls="hauptnavigation"
          onClick={() => setNavOpenOn(navOpen ? null : path)}
        >
          <Icon name={navOpen ? 'close' : 'menu'} size={24} />
        </button>
        <Link to="/" className="brand" aria-label={t('shell.toStart')}>
          <BrandMark />
          <span className="brand-text">
            <b>{t('shell.product')}</b>
            <small>{t('shell.claim')}</small>
          </span>
        </Link>
        {scope && <ScopeSwitch scope={scope} />}
        <button
          type="button"
          className="command-button"
          aria-label={t('shell.searchLabel')}
          onClick={() => setOverlay('palette')}
        >
          <Icon name="search" size={20} />
          <span>{t('shell.search')}</span>
          <kbd>{t('shell.searchKey')}</kbd>
        </button>
        <span className="grow" />
        {scope && may(scope, 'incident:create') && (
          <Link
            to="/$scope/vorfaelle/neu"
            params={{ scope: scope.slug }}
            className={`${buttonClass('primary', true)} report-button`}
            aria-label={t('shell.report')}
          >
            <Icon name="add" />
            <span className="kern-label">{t('shell.report')}</span>
          </Link>
        )}
        <ThemeButton />
        <AccountMenu onKeys={() => setOverlay('keys')} />
      </header>
      <SideNavigation scope={scope} open={navOpen} onClose={() => setNavOpenOn(null)} />
      <main id="inhalt" tabIndex={-1}>
        {children ?? <Outlet />}
      </main>
      <Toasts />
      <Suspense>
        {overlay === 'palette' && <Palette scope={scope} onClose={() => setOverlay(null)} />}
        {overlay === 'keys' && <KeysDialog onClose={() => setOverlay(null)} />}
      </Suspense>
    </div>
  );
}

/**
 * A page that does not exist, inside the frame. A scope that does not exist, or not for this person (`data` of the
 * thrown notFound), comes in place of the frame: it brings its own, so that the way back is where it always is.
 */
export function ShellNotFound({ data }: { data?: unknown }): ReactElement {
  if (data !== foreignScope) return <NotFound />;
  return (
    <Shell>
      <NotFound />
    </Shell>
  );
}
