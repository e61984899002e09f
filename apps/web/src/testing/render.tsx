import { germanLabels, web } from '@bergfried/texts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterContextProvider,
  type AnyRouter,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement, ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from '../i18n/i18n.js';
import { addLabels } from '../i18n/labels.js';

addLabels('de', germanLabels);

/** Renders with German texts and a query client that never retries. */
export function renderWithApp(element: ReactElement) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false }, mutations: { retry: false } },
  });
  const i18n = createI18n('de', web);
  const wrapper = ({ children }: { children: ReactNode }): ReactElement => (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </I18nextProvider>
  );
  return { ...render(element, { wrapper }), client };
}

/** Renders a page that has links: with a router that knows no other page. */
export function renderPage(element: ReactElement) {
  const root = createRootRoute();
  const page = createRoute({ getParentRoute: () => root, path: '/' });
  const router: AnyRouter = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  return renderWithApp(<RouterContextProvider router={router}>{element}</RouterContextProvider>);
}

/** Ids of what axe finds. jsdom draws nothing, so contrast is left to the browser journeys. */
export async function axeFindings(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map((violation) => violation.id);
}
