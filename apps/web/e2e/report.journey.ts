import { as, expect, settled, slugOf, test } from './support.js';

test('Vogelsberg reports by keyboard, the officer sees it live, Kassel does not', async ({ browser }) => {
  const officer = await as(browser, 'isb');
  await officer.page.goto('/');
  await settled(officer.page);
  await officer.page.goto(`/${slugOf(officer.page)}/vorfaelle`);
  await settled(officer.page);
  await expect(officer.page.getByText(/^Live · Stand/)).toBeVisible();
  let reloads = 0;
  officer.page.on('framenavigated', () => (reloads += 1));

  const kassel = await as(browser, 'isk.ks');
  await kassel.page.goto('/');
  await settled(kassel.page);
  await kassel.page.goto(`/${slugOf(kassel.page)}/vorfaelle?ansicht=alle`);
  await settled(kassel.page);

  const county = await as(browser, 'isk.vb');
  const { page } = county;
  const { keyboard } = page;
  await page.goto('/vogelsberg/vorfaelle/neu');
  await expect(page.getByLabel('Was ist passiert?')).toBeFocused();
  const title = `Elternbrief an falschen Verteiler gesandt ${Date.now()}`;
  const begin = Date.now();
  await keyboard.type(title);
  await keyboard.press('Tab');
  await keyboard.type('Fehl');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Art des Vorfalls' })).toHaveValue('Fehlversand');
  await tabTo(page, (element) => element instanceof HTMLInputElement && element.name === 'severity');
  await keyboard.press('ArrowRight');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect(page.getByRole('radio', { name: 'Ja' })).toBeChecked();
  const side = page.getByRole('complementary', { name: 'Was nach dem Absenden passiert' });
  await expect(side).toContainText('Art. 33');
  await expect(side).toContainText('spätestens');
  await tabTo(page, (element) => element instanceof HTMLButtonElement && element.type === 'submit');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(Date.now() - begin, 'milliseconds for a report by keyboard').toBeLessThan(120_000);
  await expect(page.getByText(/VB-V\d{4}-\d{3}/).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Was jetzt tun' })).toBeVisible();

  await expect(officer.page.getByRole('link', { name: title })).toBeVisible({ timeout: 3_000 });
  expect(reloads, 'reloads of the officer’s page').toBe(0);
  await kassel.page.reload();
  await settled(kassel.page);
  await expect(kassel.page.getByText(title)).toHaveCount(0);
  expect([...officer.problems, ...county.problems, ...kassel.problems]).toEqual([]);

  for (const each of [officer, kassel, county]) await each.context.close();

  async function tabTo(target: typeof page, wanted: (element: Element | null) => boolean): Promise<void> {
    for (let step = 0; step < 30; step += 1) {
      await target.keyboard.press('Tab');
      if (await target.evaluate(`(${wanted.toString()})(document.activeElement)`)) return;
    }
    throw new Error('The control was not reached by Tab');
  }
});

test('an empty report says what is missing and leads to the fields', async ({ browser }) => {
  const { page, context } = await as(browser, 'isk.vb');
  await page.goto('/vogelsberg/vorfaelle/neu');
  await page.getByRole('button', { name: 'Vorfall melden' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('4 Angaben fehlen');
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: /Schwere/ }).click();
  await expect(page.getByRole('radio', { name: /Niedrig/ })).toBeFocused();
  await context.close();
});

test('a draft survives reload, can be thrown away, and ends with signing out', async ({ browser }) => {
  const { page, context } = await as(browser, 'isk.ks');
  await page.goto('/');
  await settled(page);
  const form = `/${slugOf(page)}/vorfaelle/neu`;
  await page.goto(form);
  await page.getByLabel('Was ist passiert?').fill('Notebook im Zug vergessen');
  await page.getByRole('radio', { name: /Mittel/ }).check({ force: true });
  await page.reload();
  await expect(page.getByText('Entwurf wiederhergestellt')).toBeVisible();
  await expect(page.getByLabel('Was ist passiert?')).toHaveValue('Notebook im Zug vergessen');
  await expect(page.getByRole('radio', { name: /Mittel/ })).toBeChecked();
  await page.getByRole('button', { name: 'Entwurf verwerfen' }).click();
  await expect(page.getByLabel('Was ist passiert?')).toHaveValue('');
  await page.reload();
  await expect(page.getByText('Entwurf wiederhergestellt')).toHaveCount(0);
  await context.close();
});

test('a session that ends asks in place, and nothing typed is lost', async ({ browser }) => {
  const { page, context } = await as(browser, 'it.vb');
  await page.goto('/vogelsberg/vorfaelle/neu');
  const title = `Drucker druckt fremde Bescheide ${Date.now()}`;
  await page.getByLabel('Was ist passiert?').fill(title);
  await page.getByRole('combobox', { name: 'Art des Vorfalls' }).fill('Sonst');
  await page.getByRole('option', { name: 'Sonstiges' }).click();
  await page.getByRole('radio', { name: /Niedrig/ }).check({ force: true });
  await page.getByRole('radio', { name: 'Nein' }).check({ force: true });
  await context.clearCookies();
  await page.getByRole('button', { name: 'Vorfall melden' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bitte melden Sie sich noch einmal an' });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Passwort', { exact: true }).fill(process.env['BERGFRIED_DEMO_PASSWORD'] ?? '');
  await dialog.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await context.close();
});
