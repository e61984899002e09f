import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import type { i18n as I18n } from 'i18next';
import type { Permission } from '../api/types.js';
import { catalogueListSearch, catalogueSearch } from '../pages/catalogues/catalogue-search.js';
import { dutySearch } from '../pages/duties/duty-search.js';
import { incidentSearch } from '../pages/incidents/incident-search.js';
import { loadPageTexts, loadSessionTexts, switchLanguage } from '../i18n/load-texts.js';
import { NotFound } from '../shell/NotFound.js';
import { PageError } from '../shell/PageError.js';
import { Pending } from '../shell/Pending.js';
import { RootFrame } from '../shell/RootFrame.js';
import { loadShell } from '../shell/load-shell.js';
import { sessionQuery } from './queries.js';
import { entryScopes, findScope, foreignScope, landingPage, type Scope } from './scope.js';
import { dayOf, parseSearch, stringifySearch, textOf } from './search-string.js';

interface RouterContext {
  client: QueryClient;
  i18n: I18n;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: RootFrame,
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/anmelden',
  validateSearch: (search: Record<string, unknown>): { ziel?: string } => {
    const target = textOf(search['ziel'], 500);
    // Only addresses of our own: a link to the sign-in must not lead elsewhere.
    return target && /^\/(?![/\\])/.test(target) ? { ziel: target } : {};
  },
  component: lazyRouteComponent(() => import('../pages/session/SignInPage.js'), 'SignInPage'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/anmelden/passwort',
  beforeLoad: ({ context }) => loadSessionTexts(context.i18n),
  component: lazyRouteComponent(() => import('../pages/session/ForgotPasswordPage.js'), 'ForgotPasswordPage'),
});

const link = createRoute({
  getParentRoute: () => root,
  path: '/m/$token',
  beforeLoad: ({ context }) => loadSessionTexts(context.i18n),
  component: lazyRouteComponent(() => import('../pages/session/LinkPage.js'), 'LinkPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client
      .query({ ...sessionQuery, staleTime: 'static' })
      .catch((error: unknown) => {
        if (isSignedOut(error))
          throw redirect({ to: '/anmelden', search: targetOf(location.href), replace: true });
        throw error;
      });
    await switchLanguage(context.i18n, session.user.language);
    await loadPageTexts(context.i18n);
    return { session };
  },
  component: lazyRouteComponent(loadShell, 'Shell'),
  notFoundComponent: lazyRouteComponent(loadShell, 'ShellNotFound'),
});

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    const [only, ...others] = entryScopes(context.session);
    if (only && others.length === 0) {
      throw redirect({ href: `/${only.slug}/${landingPage(only)}`, replace: true });
    }
  },
  component: lazyRouteComponent(() => import('../pages/account/ChooserPage.js'), 'ChooserPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/konto',
  beforeLoad: ({ context }) => loadSessionTexts(context.i18n),
  component: lazyRouteComponent(() => import('../pages/account/AccountPage.js'), 'AccountPage'),
});

const scoped = createRoute({
  getParentRoute: () => signedIn,
  path: '/$scope',
  beforeLoad: ({ context, params }) => {
    const scope = findScope(context.session, params.scope);
    if (!scope) throw notFound({ data: foreignScope });
    return { scope };
  },
});

const scopeStart = createRoute({
  getParentRoute: () => scoped,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ href: `/${context.scope.slug}/${landingPage(context.scope)}`, replace: true });
  },
});

/** A page without its right looks exactly like one that does not exist. */
function need(permission: Permission, kind?: Scope['kind']) {
  return ({ context }: { context: { scope: Scope } }): void => {
    const { scope } = context;
    if (!scope.permissions.has(permission) || (kind && scope.kind !== kind)) throw notFound();
  };
}

const dashboard = createRoute({
  getParentRoute: () => scoped,
  path: 'lagebild',
  validateSearch: (search: Record<string, unknown>): { asOf?: string } => {
    const asOf = dayOf(search['asOf']);
    return asOf ? { asOf } : {};
  },
  beforeLoad: need('dashboard:read'),
  component: lazyRouteComponent(() => import('../pages/dashboard/DashboardPage.js'), 'DashboardPage'),
});

const situation = createRoute({
  getParentRoute: () => scoped,
  path: 'lage',
  beforeLoad: need('dashboard:read', 'tenant'),
  component: lazyRouteComponent(() => import('../pages/situation/SituationPage.js'), 'SituationPage'),
});

const incidents = createRoute({
  getParentRoute: () => scoped,
  path: 'vorfaelle',
  validateSearch: incidentSearch,
  beforeLoad: need('incident:read'),
  component: lazyRouteComponent(() => import('../pages/incidents/IncidentsPage.js'), 'IncidentsPage'),
});

const report = createRoute({
  getParentRoute: () => scoped,
  path: 'vorfaelle/neu',
  beforeLoad: need('incident:create'),
  component: lazyRouteComponent(() => import('../pages/report/ReportPage.js'), 'ReportPage'),
});

const incident = createRoute({
  getParentRoute: () => scoped,
  path: 'vorfaelle/$id',
  validateSearch: (search: Record<string, unknown>): { neu?: true } => (search['neu'] ? { neu: true } : {}),
  beforeLoad: need('incident:read', 'tenant'),
  component: lazyRouteComponent(() => import('../pages/incident/IncidentPage.js'), 'IncidentPage'),
});

const duties = createRoute({
  getParentRoute: () => scoped,
  path: 'fristen',
  validateSearch: dutySearch,
  beforeLoad: need('incident:read'),
  component: lazyRouteComponent(() => import('../pages/duties/DutiesPage.js'), 'DutiesPage'),
});

const catalogues = createRoute({
  getParentRoute: () => scoped,
  path: 'kataloge',
  validateSearch: catalogueListSearch,
  beforeLoad: need('catalogue:read'),
  component: lazyRouteComponent(() => import('../pages/catalogues/CataloguesPage.js'), 'CataloguesPage'),
});

const catalogue = createRoute({
  getParentRoute: () => scoped,
  path: 'kataloge/$id',
  validateSearch: catalogueSearch,
  beforeLoad: need('catalogue:read'),
  component: lazyRouteComponent(() => import('../pages/catalogues/CataloguePage.js'), 'CataloguePage'),
});

const requirement = createRoute({
  getParentRoute: () => scoped,
  path: 'kataloge/$id/$requirement',
  beforeLoad: need('catalogue:read'),
  component: lazyRouteComponent(() => import('../pages/catalogues/RequirementPage.js'), 'RequirementPage'),
});

const members = createRoute({
  getParentRoute: () => scoped,
  path: 'personen',
  beforeLoad: need('member:read'),
  component: lazyRouteComponent(() => import('../pages/members/MembersPage.js'), 'MembersPage'),
});

const operations = createRoute({
  getParentRoute: () => scoped,
  path: 'betrieb',
  beforeLoad: need('job:manage'),
  component: lazyRouteComponent(() => import('../pages/operations/OperationsPage.js'), 'OperationsPage'),
});

const accesses = createRoute({
  getParentRoute: () => scoped,
  path: 'zugriffe',
  beforeLoad: need('access:read', 'tenant'),
  component: lazyRouteComponent(() => import('../pages/access/AccessPage.js'), 'AccessPage'),
});

const reports = createRoute({
  getParentRoute: () => scoped,
  path: 'berichte',
  beforeLoad: need('report:read', 'tenant'),
  component: lazyRouteComponent(() => import('../pages/reports/ReportsPage.js'), 'ReportsPage'),
});

const reportOne = createRoute({
  getParentRoute: () => scoped,
  path: 'berichte/$id',
  beforeLoad: need('report:read', 'tenant'),
  component: lazyRouteComponent(() => import('../pages/reports/ReportPage.js'), 'ReportPage'),
});

const tree = root.addChildren([
  signIn,
  forgotPassword,
  link,
  signedIn.addChildren([
    start,
    account,
    scoped.addChildren([
      scopeStart,
      dashboard,
      situation,
      incidents,
      report,
      incident,
      duties,
      reports,
      reportOne,
      catalogues,
      catalogue,
      requirement,
      members,
      operations,
      accesses,
    ]),
  ]),
]);

function isSignedOut(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 401;
}

function targetOf(href: string): { ziel?: string } {
  return href === '/' ? {} : { ziel: href };
}

export function createAppRouter(client: QueryClient, i18n: I18n) {
  return createRouter({
    routeTree: tree,
    context: { client, i18n },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: PageError,
    defaultPendingComponent: Pending,
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
