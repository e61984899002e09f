import { as, expect, numberIn, settled, test } from './support.js';

test('the officer finds the reports of all counties in one list, filtered in the address', async ({
  browser,
}) => {
  const { page, context, problems } = await as(browser, 'isb');
  await page.goto('/verbund-hessen-7/lagebild');
  await settled(page);
  await page.getByRole('link', { name: 'Berichte' }).first().click();
  await settled(page);
  await expect(page).toHaveURL(/\/verbund-hessen-7\/berichte$/);
  const total = page.getByRole('status').filter({ hasText: /Berichte?$/ });
  await expect(total).toHaveText(/\d+ Bericht/);
  const all = numberIn(await total.innerText());
  const filters = page.getByRole('search');
  await filters.getByLabel('Kreis').selectOption('vogelsberg');
  await filters.getByLabel('Zustand').selectOption('final');
  await expect(page).toHaveURL(/kreis=vogelsberg/);
  await expect(page).toHaveURL(/zustand=final/);
  await expect(page.locator('tr[data-row]').first()).toContainText('Vogelsberg');
  await expect.poll(async () => numberIn(await total.innerText())).toBeLessThan(all);
  await page.reload();
  await expect(filters.getByLabel('Zustand')).toHaveValue('final');
  await page.locator('tr[data-row]').first().getByRole('link').click();
  await expect(page).toHaveURL(/\/vogelsberg\/berichte\/[0-9a-f-]{36}/);
  await settled(page);
  expect(problems).toEqual([]);
  await context.close();
});
