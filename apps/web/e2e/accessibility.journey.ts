import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { as, expect, settled, slugOf, test, type Person } from './support.js';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Stop {
  name: string;
  person: Person;
  /** Path behind the slug of the scope; a function finds it first. */
  path: string | ((page: Page) => Promise<string>);
}

const firstIncident = async (page: Page): Promise<string> => {
  await page.goto(`/${slugOf(page)}/vorfaelle?ansicht=frist`);
  await settled(page);
  const href = await page.locator('a.row-link, a.row-card').first().getAttribute('href');
  return (href ?? '').split('/').slice(2).join('/');
};

const stops: Stop[] = [
  { name: 'Lagebild (Stelle)', person: 'isb', path: 'lagebild' },
  { name: 'Lagebild (Kreis)', person: 'isk.vb', path: 'lagebild' },
  { name: 'Lage', person: 'leitung.vb', path: 'lage' },
  { name: 'Vorfälle', person: 'isb', path: 'vorfaelle?schwere=medium' },
  { name: 'Vorfall melden', person: 'isb', path: 'vorfaelle/neu' },
  { name: 'Vorfall', person: 'leitung.vb', path: firstIncident },
  { name: 'Fristen', person: 'dsb.vb', path: 'fristen' },
  { name: 'Personen (Stelle)', person: 'isb', path: 'personen' },
  { name: 'Personen (Kreis)', person: 'isk.vb', path: 'personen' },
  { name: 'Zugriffe', person: 'isk.vb', path: 'zugriffe' },
  { name: '404', person: 'isk.vb', path: 'gibtesnicht' },
];

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    for (const stop of stops) {
      test(`${stop.name} is accessible, ${theme}, ${width} px`, async ({ browser }) => {
        const { page, context } = await as(browser, stop.person, { theme, width });
        await page.goto('/');
        await settled(page);
        const path = typeof stop.path === 'string' ? stop.path : await stop.path(page);
        await page.goto(`/${slugOf(page)}/${path}`);
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await context.close();
      });
    }
    test(`sign-in is accessible, ${theme}, ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme: theme, viewport: { width, height: 844 } });
      const page = await context.newPage();
      await page.goto('/anmelden');
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await context.close();
    });
  }
}

test('no page scrolls sideways at 320 px', async ({ browser }) => {
  for (const stop of stops) {
    const { page, context } = await as(browser, stop.person, { width: 320, height: 640 });
    await page.goto('/');
    await settled(page);
    const path = typeof stop.path === 'string' ? stop.path : await stop.path(page);
    await page.goto(`/${slugOf(page)}/${path}`);
    await settled(page);
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
