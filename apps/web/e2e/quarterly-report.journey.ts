import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { as, expect, settled, test } from './support.js';

/** Saves what a link offers. */
async function saved(page: Page, name: RegExp): Promise<{ file: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).first().click(),
  ]);
  return { file: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

test('the officer has the quarterly report made and finalises it, then the head reads it; Kassel never', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const officer = await as(browser, 'isb');
  const { page } = officer;
  await page.goto('/vogelsberg/berichte');
  await settled(page);
  await expect(page.getByText(/^Live · Stand/)).toBeVisible();
  let reloads = 0;
  page.on('framenavigated', () => (reloads += 1));

  const order = page.getByRole('region', { name: 'Bericht erzeugen' });
  const quarter = order.getByLabel('Quartal');
  // The quarter that is proposed, or on data that are not fresh the next one without a report.
  const quarters = await quarter.locator('option:not(:first-child)').all();
  for (const option of quarters) {
    await quarter.selectOption((await option.getAttribute('value')) ?? '');
    if (await order.getByRole('button', { name: 'Bericht erzeugen' }).isVisible()) break;
  }
  const title = (await quarter.locator('option:checked').textContent()) ?? '';
  const card = page.getByRole('article', { name: title });
  await order.getByRole('button', { name: 'Bericht erzeugen' }).click();
  await expect(card).toContainText('wird erzeugt');
  await expect(card.getByRole('progressbar')).toBeVisible();
  await expect(order).toContainText('Dieser Bericht wird gerade erzeugt.');
  await expect(card).toContainText('Entwurf', { timeout: 60_000 });
  await expect(card.getByRole('progressbar')).toHaveCount(0);
  await expect(order).toContainText('Diesen Bericht gibt es schon.');
  await expect(order.getByRole('button', { name: 'Bericht erzeugen' })).toHaveCount(0);
  expect(reloads, 'reloads of the page').toBe(0);

  await order.getByRole('link', { name: 'Bericht öffnen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.goBack();
  await settled(page);
  await card.getByRole('link', { name: 'Auf einer Seite lesen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const address = page.url();
  await expect(page.getByRole('heading', { level: 2, name: /^Lage am Stichtag: / })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Das Wichtigste' })).toBeVisible();
  await expect(page.getByText('Vorfälle bemerkt', { exact: true })).toBeVisible();

  const pdf = await saved(page, /^PDF herunterladen/);
  expect(pdf.file).toMatch(/\.pdf$/);
  expect(pdf.content.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.content.byteLength).toBeGreaterThan(10_000);
  const data = await saved(page, /^Daten herunterladen/);
  expect(data.file).toMatch(/\.json$/);
  expect(JSON.parse(data.content.toString('utf8'))).toHaveProperty('period');

  const head = await as(browser, 'leitung.vb');
  await head.page.goto('/vogelsberg/lage');
  await settled(head.page);
  await head.page.getByRole('link', { name: 'Berichte' }).click();
  await settled(head.page);
  await expect(head.page.getByRole('heading', { name: 'Bericht erzeugen' })).toHaveCount(0);
  await expect(head.page.getByText(/^Live · Stand/)).toBeVisible();
  await expect(head.page.getByRole('article').first()).toBeVisible(); // the reports of the demonstration
  await expect(head.page.getByRole('article', { name: title })).toHaveCount(0); // a draft is not for the head
  await head.page.goto(address);
  await expect(head.page.getByRole('heading', { level: 1 })).not.toContainText(title);
  await head.page.goto('/vogelsberg/berichte');
  await settled(head.page);

  await page.getByRole('button', { name: 'Festschreiben …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Festschreiben und vorlegen' });
  await dialog.getByRole('button', { name: 'Für Vogelsberg festschreiben' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/festgeschrieben .* von Dr\. Katrin Sommerfeld/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Festschreiben …' })).toHaveCount(0);
  expect(officer.problems).toEqual([]);

  await head.page.getByRole('article', { name: title }).getByRole('link', { name: /lesen/ }).click();
  await expect(head.page).toHaveURL(address);
  await expect(head.page.getByRole('heading', { name: 'Zu entscheiden' })).toBeVisible();
  // the draft it was refused before is the only complaint of the browser
  expect(head.problems.filter((problem) => !problem.includes('404'))).toEqual([]);

  const kassel = await as(browser, 'isk.ks');
  for (const path of [new URL(address).pathname, '/vogelsberg/berichte']) {
    await kassel.page.goto(path);
    await expect(kassel.page.getByRole('heading', { level: 1 })).toContainText(
      'gehört nicht zu Ihrem Bereich',
    );
    await expect(kassel.page.getByText(title)).toHaveCount(0);
  }
  // The same report under the own county does not exist either.
  await kassel.page.goto(new URL(address).pathname.replace('vogelsberg', 'kassel'));
  await expect(kassel.page.getByRole('heading', { level: 1 })).toContainText('gehört nicht zu Ihrem Bereich');
  for (const each of [officer, head, kassel]) await each.context.close();
});
