import { catalogue } from './samples.js';
import { as, expect, settled, slugOf, test } from './support.js';

test('a catalogue is brought in, searched and read; a bad file says why it is refused', async ({
  browser,
}) => {
  const { page, context, problems } = await as(browser, 'isb');
  await page.goto('/');
  await settled(page);
  const slug = slugOf(page);
  await page.goto(`/${slug}/kataloge`);
  await settled(page);
  const choose = (name: string, buffer: Buffer): Promise<void> =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });

  await choose('seite.json', Buffer.from('<!doctype html><html></html>'));
  await expect(page.getByRole('alert')).toContainText('Diese Art von Datei wird hier nicht angenommen');
  await choose('halb.json', Buffer.from('{"catalog": {"groups": ['));
  await expect(page.getByRole('alert')).toContainText('abgeschnitten', { timeout: 20_000 });
  await expect(page.getByRole('alert')).toContainText('Es wurde nichts übernommen');

  const number = Date.now() % 1_000_000_000;
  await choose('katalog.json', catalogue(number));
  await expect(page.getByText('3 Anforderungen eingelesen')).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await expect(page.getByText('3 Anforderungen eingelesen')).toBeVisible(); // the watched import stands in the address
  await page.getByRole('link', { name: 'Katalog öffnen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Journey ${String(number)}` })).toBeVisible();
  const total = page.getByRole('status').filter({ hasText: /\d+ Anforderung/ });
  await expect(total).toHaveText('3 Anforderungen');
  await page.getByLabel('Niveau').selectOption('erhöht');
  await expect(page).toHaveURL(/niveau=erh/);
  await expect(total).toHaveText('1 Anforderung');
  await page.getByRole('button', { name: /Filter entfernen: Niveau/ }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('prf.2');
  await expect(total).toHaveText('1 Anforderung');
  await page.locator('tr[data-row]').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Prüfung 2' })).toBeVisible();
  await expect(page.locator('mark.param')).toContainText('einer Frist');
  await expect(page.getByText('<b>Kein HTML</b>')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Verweis' })).toHaveAttribute(
    'href',
    'https://example.org/hinweis',
  );
  await expect(page.getByText('1 von 1')).toBeVisible();
  await page.getByRole('link', { name: 'PRF.1 Prüfung 1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prüfung 1' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Wird vorausgesetzt von' })).toBeVisible();
  await page.getByRole('link', { name: 'Anforderungen', exact: true }).click();
  await expect(page).toHaveURL(/q=prf\.2/);
  expect(problems.filter((text) => !/status of (?:415|4\d\d)/.test(text))).toEqual([]);
  await context.close();

  const other = await as(browser, 'isk.vb');
  await other.page.goto('/vogelsberg/kataloge');
  await settled(other.page);
  await expect(other.page.getByRole('button', { name: 'Datei wählen' })).toHaveCount(0);
  await other.page.getByRole('link', { name: `Journey ${String(number)}` }).click();
  await expect(other.page.getByText('Prüfung 3')).toBeVisible();
  await other.context.close();
});
