import { AxeBuilder } from '@axe-core/playwright';
import { englishWeb, germanLabels, sameInBoth, web } from '@bergfried/texts';
import type { BrowserContext, Page } from '@playwright/test';
import { nextMail, noMails } from './mail.js';
import { firstRequirement, someReport } from './samples.js';
import { as, expect, settled, test, type Person } from './support.js';

/** Every text of a tree. */
function textsOf(texts: object): string[] {
  return Object.values(texts as Record<string, unknown>).flatMap((value) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? textsOf(value) : [],
  );
}

const englishSignIn = englishWeb.session.signIn;
const english = new Set(textsOf(englishWeb));
/** Placeholders that stand for a number; the others for any words. */
const numeric =
  /^(?:count|numerator|denominator|index|total|done|all|number|days|hours|minutes|critical|high|closed|version)$/;

/** German texts as what a page would show of them; what has no letters of its own says nothing. */
const germanOnPage = textsOf({ web, germanLabels })
  .filter((text) => !sameInBoth.has(text) && !english.has(text))
  .map((text) => text.replace(/<\/?\w+>/g, ''))
  .filter((text) => /\p{L}{2}/u.test(text.replace(/\{\{\w+\}\}/g, '')))
  .map((text) => {
    const parts = text.split(/\{\{(\w+)\}\}/); // words and names of placeholders in turn
    const pattern = parts.map((part, place) => {
      if (place % 2 === 1) return numeric.test(part) ? '[\\d.,]+' : '.+';
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    });
    return new RegExp(`^${pattern.join('')}$`);
  });

/** What can be read and heard on a page, piece by piece; German documents and names are marked as such. */
function pieces(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const german = (element: Element | null): boolean =>
      element?.closest('[lang]')?.getAttribute('lang') === 'de';
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!german(node.parentElement) && !node.parentElement?.closest('noscript, script'))
        found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (german(element)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '');
    }
    return [...new Set(found.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== ''))];
  });
}

/** The person reads English for this context only: the account itself is not touched, others use it at the same time. */
async function inEnglish(context: BrowserContext): Promise<void> {
  await context.route('**/api/v1/session', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch({ maxRetries: 3 });
    const session = (await response.json()) as { user: object };
    await route.fulfill({ response, json: { ...session, user: { ...session.user, language: 'en' } } });
  });
}

/** `data`: German words that are content on this page, not texts of the product. */
async function isEnglish(page: Page, place: string, data: readonly string[] = []): Promise<void> {
  await expect(page.locator('html'), place).toHaveAttribute('lang', 'en');
  const shown = await pieces(page);
  const german = shown.filter(
    (text) => !data.includes(text) && germanOnPage.some((pattern) => pattern.test(text)),
  );
  expect(german, place).toEqual([]);
  // Dates and numbers as German writes them: 23.11.2026, 1.234, 87 %.
  expect(
    shown.filter((text) =>
      /\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}:\d\d Uhr\b|^\d{1,3}(?:\.\d{3})+$/.test(text),
    ),
    place,
  ).toEqual([]);
}

const axe = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map((each) => each.id);

const ofAll = [
  'lagebild',
  'vorfaelle',
  'vorfaelle?ansicht=alle',
  'vorfaelle/neu',
  'fristen',
  'fristen?zustand=alle',
];
const walks: [Person, string, string[]][] = [
  ['isb', 'verbund-hessen-7', [...ofAll, 'kataloge', 'personen', 'betrieb', 'gibtesnicht']],
  ['isk.vb', 'vogelsberg', [...ofAll, 'lage', 'berichte', 'kataloge', 'personen', 'betrieb', 'zugriffe']],
];

for (const [person, slug, paths] of walks) {
  test(`${person} reads every page in English`, async ({ browser }) => {
    test.setTimeout(240_000);
    const { page, context, problems } = await as(browser, person);
    await inEnglish(context);
    for (const path of paths) {
      await page.goto(`/${slug}/${path}`);
      await settled(page);
      await isEnglish(page, path);
    }
    await page.goto(`/${slug}/lagebild`);
    await settled(page);
    await expect(page.getByText(/As of \w{3}, \d\d \w{3,4} \d{4}, \d\d:\d\d/).first()).toBeVisible();
    expect(await axe(page)).toEqual([]);

    await page.goto('/vogelsberg/vorfaelle?ansicht=alle');
    await settled(page);
    await page.locator('a.row-link, a.row-card').first().click();
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
    await settled(page);
    await isEnglish(page, 'incident');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await isEnglish(page, 'facts of an incident');

    if (person === 'isb') {
      await page.goto(`/vogelsberg/${await someReport(page)}`);
      await settled(page);
      await isEnglish(page, 'report');
    }

    await page.goto('/konto');
    await settled(page);
    await isEnglish(page, 'account');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await isEnglish(page, 'palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await isEnglish(page, 'shortcuts');
    expect(problems).toEqual([]);
    await context.close();
  });
}

test('a catalogue keeps its wording, everything around it is English', async ({ browser }) => {
  const { page, context } = await as(browser, 'isb');
  const path = await firstRequirement(page, 'verbund-hessen-7');
  const wording = ['erhöht', 'einer Frist'];
  await inEnglish(context);
  await page.goto(`/verbund-hessen-7/${path}`);
  await settled(page);
  await isEnglish(page, 'requirement', wording);
  await page.goto(`/verbund-hessen-7/${path.split('/').slice(0, 2).join('/')}`);
  await settled(page);
  await isEnglish(page, 'catalogue', wording);
  await context.close();
});

test('the form in English: fields of dates, missing answers and refusals of the server', async ({
  browser,
}) => {
  const { page, context } = await as(browser, 'isk.vb');
  await inEnglish(context);
  await page.goto('/vogelsberg/vorfaelle/neu');
  await settled(page);
  await page.getByRole('button', { name: 'Report incident' }).last().click();
  await expect(page.getByText('Describe what happened in 3 to 200 characters.').first()).toBeVisible();
  await expect(page.getByRole('spinbutton', { name: /^month/ }).first()).toBeVisible();
  await isEnglish(page, 'form with missing answers');
  expect(await axe(page)).toEqual([]);
  const refused = page.waitForRequest(/\/api\/v1\/tenants\/.*\/incidents/);
  await page.goto('/vogelsberg/vorfaelle');
  expect((await refused).headers()['accept-language']).toBe('en');
  await page.goto('/vogelsberg/vorfaelle/00000000-0000-4000-8000-000000000000');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('This page does not exist');
  await isEnglish(page, 'unknown incident');
  await context.close();
});

test('English chosen before the first sign-in stays with the person: after signing out, in another browser', async ({
  browser,
}) => {
  test.skip(noMails !== false, noMails || '');
  test.setTimeout(120_000);
  const number = String(Date.now());
  const email = `english-${number}@demo.example`;
  const password = `Erstes-Kennwort-${number}`;
  const officer = await as(browser, 'isb');
  await officer.page.goto('/vogelsberg/personen');
  await settled(officer.page);
  await officer.page.getByRole('button', { name: 'Person einladen' }).click();
  const dialog = officer.page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(`Englisch Lesend ${number}`);
  await dialog.getByLabel('E-Mail-Adresse').fill(email);
  await dialog.getByLabel('Rolle').selectOption('it-management');
  await dialog.getByRole('button', { name: 'Einladen', exact: true }).click();
  await expect(officer.page.getByRole('dialog')).toContainText('unterwegs');
  await officer.context.close();

  const first = await browser.newContext();
  const page = await first.newPage();
  const read: string[] = [];
  page.on('request', (request) => read.push(request.url()));
  await page.goto((await nextMail(email, 0)).link);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(read.filter((url) => url.includes('texts-en'))).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accept invitation');
  await isEnglish(page, 'invitation');
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('Repeat password').fill(password);
  await page.getByRole('button', { name: 'Accept invitation' }).click();
  await page.getByRole('link', { name: 'Go to sign-in' }).click();
  const signIn = async (at: Page, words: Record<'email' | 'password' | 'submit', string>): Promise<void> => {
    await at.getByLabel(words.email).fill(email);
    await at.getByLabel(words.password, { exact: true }).fill(password);
    await at.getByRole('button', { name: words.submit, exact: true }).click();
    await expect(at).toHaveURL(/\/vogelsberg\/vorfaelle$/);
    await settled(at);
  };
  await isEnglish(page, 'sign-in');
  await signIn(page, englishSignIn);
  await isEnglish(page, 'first page');

  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  read.length = 0;
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  expect(read.filter((url) => /texts-(?!en)/.test(url))).toEqual([]);
  expect(read.filter((url) => url.includes('start-texts-en')).length).toBeGreaterThan(0);
  await first.close();

  const second = await browser.newContext();
  const other = await second.newPage();
  await other.goto('/anmelden');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Anmelden');
  await signIn(other, web.session.signIn);
  await isEnglish(other, 'another browser');
  await other.getByRole('button', { name: /^Account of/ }).click();
  await other.getByRole('button', { name: 'Deutsch' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Vorfälle');
  await expect(other.locator('html')).toHaveAttribute('lang', 'de');
  await expect(other.getByText('Ihre Sprache ist jetzt Deutsch.')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Deutsch' })).toBeFocused();
  await second.close();
});
