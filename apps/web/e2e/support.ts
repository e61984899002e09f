import {
  expect,
  test,
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test';

/** People of the demonstration; all have one password. */
export type Person =
  'isb' | 'isk.vb' | 'isk.ks' | 'leitung.vb' | 'dsb.vb' | 'it.vb' | 'audit.vb' | 'betrieb' | 'isb.fd';

/** Set by whoever starts the journeys; without it every sign-in fails, and says so. */
const password = process.env['BERGFRIED_DEMO_PASSWORD'] ?? '';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;
/** One sign-in a person and worker: sign-in is throttled, and rightly so. */
const states = new Map<Person, State>();

export async function signIn(request: APIRequestContext, person: Person): Promise<void> {
  expect(password, 'BERGFRIED_DEMO_PASSWORD').not.toBe('');
  const response = await request.post('/api/v1/session', {
    data: { email: `${person}@demo.example`, password },
  });
  expect(response.status(), `sign-in of ${person}`).toBe(200);
}

interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

/** A browser context signed in as that person; errors of the console are collected in `problems`. */
export async function as(
  browser: Browser,
  person: Person,
  look: Look = {},
): Promise<{ page: Page; context: BrowserContext; problems: string[] }> {
  const known = states.get(person);
  const context = await browser.newContext({
    ...(known ? { storageState: known } : {}),
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    colorScheme: look.theme ?? 'light',
  });
  if (!known) {
    await signIn(context.request, person);
    states.set(person, await context.storageState());
  }
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // Violations of the content security policy arrive here too.
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, context, problems };
}

/** Slug of the scope one lands in, from the address. */
export function slugOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[1] ?? '';
}

/** The first whole number of a text. */
export function numberIn(text: string | null): number {
  const match = /\d[\d.]*/.exec(text ?? '');
  return match ? Number(match[0].replaceAll('.', '')) : Number.NaN;
}

/** Waits until the page shows its heading and nothing is being loaded. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText(/^(?:Wird geladen|Loading) …$/)).toHaveCount(0);
}

export { expect, test };
