import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { firstRequirement, someReport } from './samples.js';
import { as, expect, settled, slugOf, test, type Person } from './support.js';

// Each stop stands alone, so both workers share them.
test.describe.configure({ mode: 'parallel' });

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Stop {
  name: string;
  person: Person;
  /** Path behind the slug of the person's scope, or a whole one; a function finds it first. */
  path: string | ((page: Page, slug: string) => Promise<string>);
  /** Requests of the page that the server refuses. */
  broken?: RegExp;
  /** What is done on the page before it is looked at. */
  then?: (page: Page) => Promise<void>;
}

/** Chooses an incident, so that the bar for many is there. */
async function chooseRow(page: Page): Promise<void> {
  await page.locator('.row-check input:enabled').last().click();
  await expect(page.getByRole('form', { name: 'Ausgewählte Vorfälle ändern' })).toBeVisible();
}

const slugs: Partial<Record<Person, string>> = { isb: 'verbund-hessen-7', 'isk.ks': 'kassel' };

const firstIncident = async (page: Page, slug: string): Promise<string> => {
  await page.goto(`/${slug}/vorfaelle?ansicht=frist`);
  await settled(page);
  const href = await page.locator('a.row-link, a.row-card').first().getAttribute('href');
  return (href ?? '').split('/').slice(2).join('/');
};

const catalogueOf = (requirement: string): string => requirement.split('/').slice(0, 2).join('/');

const stops: Stop[] = [
  { name: 'Lagebild (Stelle)', person: 'isb', path: 'lagebild' },
  { name: 'Lagebild (Kreis)', person: 'isk.vb', path: 'lagebild' },
  { name: 'Meine Aufgaben', person: 'isk.vb', path: 'aufgaben' },
  { name: 'Meine Aufgaben (ISB)', person: 'isb', path: '/vogelsberg/aufgaben' },
  { name: 'Lage', person: 'leitung.vb', path: 'lage' },
  { name: 'Vorfälle', person: 'isb', path: 'vorfaelle?schwere=medium' },
  { name: 'Vorfall melden', person: 'isb', path: 'vorfaelle/neu' },
  { name: 'Vorfall', person: 'leitung.vb', path: firstIncident },
  { name: 'Fristen', person: 'dsb.vb', path: 'fristen' },
  { name: 'Mitglieder', person: 'betrieb', path: '/verbund-hessen-7/mitglieder' },
  { name: 'Mitglied aufnehmen', person: 'betrieb', path: '/verbund-hessen-7/mitglieder/neu' },
  { name: 'Mitglied einrichten', person: 'betrieb', path: '/verbund-hessen-7/mitglieder/vogelsberg' },
  { name: 'Personen (Stelle)', person: 'isb', path: 'personen' },
  { name: 'Personen (Kreis)', person: 'isk.vb', path: 'personen' },
  { name: 'Zugriffe', person: 'isk.vb', path: 'zugriffe' },
  { name: 'Zugriffe (gefiltert)', person: 'leitung.vb', path: 'zugriffe?daten=incident&von=2026-01-01' },
  { name: 'Sicherheitsprotokoll (Stelle)', person: 'isb', path: 'sicherheitsprotokoll?richtung=von' },
  { name: 'Sicherheitsprotokoll (Kreis)', person: 'isk.vb', path: 'sicherheitsprotokoll' },
  { name: 'Berichte', person: 'isb', path: '/vogelsberg/berichte' },
  { name: 'Berichte (Stelle)', person: 'isb', path: 'berichte?zustand=final' },
  { name: 'Vorfälle (Auswahl)', person: 'isb', path: 'vorfaelle', then: chooseRow },
  { name: 'Berichte (noch keine)', person: 'isb.fd', path: '/neuhof/berichte' },
  { name: 'Berichte (Fehler)', person: 'isk.vb', path: 'berichte', broken: /\/api\/.*\/reports/ },
  { name: 'Bericht', person: 'isb', path: async (page) => `/vogelsberg/${await someReport(page)}` },
  { name: 'Kataloge', person: 'isb', path: 'kataloge' },
  {
    name: 'Katalog',
    person: 'isb',
    path: async (page, slug) => catalogueOf(await firstRequirement(page, slug)),
  },
  { name: 'Anforderung', person: 'isb', path: firstRequirement },
  { name: 'Betrieb', person: 'isb', path: 'betrieb' },
  {
    name: 'Betrieb (Fehler)',
    person: 'isk.vb',
    path: 'betrieb',
    broken: /\/api\/.*\/(?:mails|dead-letters)/,
  },
  { name: 'Konto', person: 'leitung.vb', path: '/konto' },
  { name: '404 (fremder Bereich)', person: 'isk.vb', path: '/kassel/berichte' },
  { name: '404', person: 'isk.vb', path: 'gibtesnicht' },
];

/** Goes to a stop, as its person would see it. */
async function open(page: Page, { person, path, broken, then }: Stop): Promise<void> {
  const slug = slugs[person] ?? 'vogelsberg';
  const found = typeof path === 'string' ? path : await path(page, slug);
  if (broken) {
    const body = { type: 'about:blank', title: 'Da ist etwas schiefgegangen', status: 500 };
    await page.route(broken, (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(body) }),
    );
  }
  await page.goto(found.startsWith('/') ? found : `/${slug}/${found}`);
  await settled(page);
  if (broken) await expect(page.getByRole('alert').first()).toBeVisible();
  await then?.(page);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    for (const stop of stops) {
      test(`${stop.name} is accessible, ${theme}, ${width} px`, async ({ browser }) => {
        const { page, context } = await as(browser, stop.person, { theme, width });
        await open(page, stop);
        expect(await violations(page)).toEqual([]);
        await context.close();
      });
    }
    test(`the pages without sign-in are accessible, ${theme}, ${String(width)} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme: theme, viewport: { width, height: 844 } });
      const page = await context.newPage();
      for (const path of ['/anmelden', '/anmelden/passwort', '/m/gibt-es-nicht']) {
        await page.goto(path);
        await settled(page);
        expect(await violations(page), path).toEqual([]);
      }
      await page.goto('/anmelden/passwort');
      await page.getByRole('button', { name: 'Link anfordern' }).click();
      expect(await violations(page), 'without an address').toEqual([]);
      await context.close();
    });
  }
}

test('no page scrolls sideways at 320 px', async ({ browser }) => {
  test.setTimeout(180_000);
  for (const stop of stops) {
    const { page, context } = await as(browser, stop.person, { width: 320, height: 640 });
    await open(page, stop);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, stop.name).toBeLessThanOrEqual(0);
    await context.close();
  }
});

test('palette, shortcuts, open menus and the error form are accessible', async ({ browser }) => {
  const { page, context, problems } = await as(browser, 'isb');
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page), 'palette').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Tastenkürzel' })).toBeVisible();
  expect(await violations(page), 'shortcuts').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Bereich wechseln/ }).click();
  expect(await violations(page), 'scopes').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Konto von/ }).click();
  expect(await violations(page), 'account').toEqual([]);
  await page.keyboard.press('Escape');
  await page.goto(`/${slugOf(page)}/vorfaelle/neu`);
  await page.getByRole('button', { name: 'Vorfall melden' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await violations(page), 'errors').toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
});
