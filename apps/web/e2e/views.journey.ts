import type { Page } from '@playwright/test';
import { as, expect, settled, test } from './support.js';

/** Views of this list that an earlier run left. */
async function withoutViews(page: Page, slug: string): Promise<void> {
  const session = (await (await page.request.get('/api/v1/session')).json()) as {
    memberships: { tenantSlug: string | null; tenantId: string | null }[];
  };
  const id = session.memberships.find(({ tenantSlug }) => tenantSlug === slug)?.tenantId ?? '';
  const address = `/api/v1/tenants/${id}/views`;
  const { items } = (await (await page.request.get(address)).json()) as { items: { id: string }[] };
  for (const view of items) expect((await page.request.delete(`${address}/${view.id}`)).status()).toBe(204);
}

test('a filter gets a name, is opened, changed, overwritten, made the start, renamed and deleted', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { page, context, problems } = await as(browser, 'isk.ks');
  await withoutViews(page, 'kassel');
  await page.goto('/kassel/fristen');
  await settled(page);
  await expect(page.getByRole('button', { name: 'Als Ansicht speichern' })).toHaveCount(0); // nothing to keep

  await page.goto('/kassel/fristen?zustand=alle');
  await page.getByRole('button', { name: 'Als Ansicht speichern' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ansicht speichern' }).click();
  await expect(dialog.getByText('Bitte geben Sie der Ansicht einen Namen.')).toBeVisible();
  await dialog.getByLabel('Name der Ansicht').fill('Alle Fristen');
  await dialog.getByRole('button', { name: 'Ansicht speichern' }).click();
  await expect(dialog).toHaveCount(0);
  const views = page.getByRole('group', { name: 'Eigene Ansichten' });
  const own = views.getByRole('button', { name: /^Alle Fristen/ });
  await expect(own).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/sicht=[0-9a-f-]{36}/);

  await page.getByRole('search').getByLabel('Art').selectOption('statutory');
  await expect(page.getByText('Filter geändert – speichern?')).toBeVisible();
  await page.getByRole('button', { name: 'In „Alle Fristen“ speichern' }).click();
  await expect(page.getByText('Filter geändert – speichern?')).toHaveCount(0);
  await views.getByRole('button', { name: 'Standard' }).click();
  await expect(page).not.toHaveURL(/art=/);
  await own.click();
  await expect(page).toHaveURL(/art=statutory/);
  await page.reload();
  await expect(own).toHaveAttribute('aria-pressed', 'true');

  const manage = page.getByRole('button', { name: 'Ansicht „Alle Fristen“ verwalten' });
  await manage.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Liste damit beginnen' }).click();
  await expect(own).toContainText('Beginn der Liste');
  await page.goto('/kassel/fristen');
  await expect(page).toHaveURL(/art=statutory/); // begins with the view
  await views.getByRole('button', { name: 'Standard' }).click();
  await page.reload();
  await expect(page).toHaveURL(/sicht=standard/); // and stays away when told so
  await expect(page).not.toHaveURL(/art=/);

  // A name that is taken is said where it was typed.
  await page.goto('/kassel/fristen?zustand=erledigt');
  await page.getByRole('button', { name: 'Als Ansicht speichern' }).click();
  await dialog.getByLabel('Name der Ansicht').fill('Alle Fristen');
  await dialog.getByRole('button', { name: 'Ansicht speichern' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Diesen Namen hat schon eine Ihrer Ansichten');
  await page.keyboard.press('Escape');

  await own.click();
  await manage.click();
  await page.getByRole('button', { name: 'Umbenennen' }).click();
  await dialog.getByLabel('Name der Ansicht').fill('Gesetzliche');
  await dialog.getByRole('button', { name: 'Umbenennen' }).click();
  await expect(views.getByRole('button', { name: /^Gesetzliche/ })).toBeVisible();
  await page.getByRole('button', { name: 'Ansicht „Gesetzliche“ verwalten' }).click();
  await page.getByRole('button', { name: 'Löschen' }).click();
  await dialog.getByRole('button', { name: 'Ansicht löschen' }).click();
  await expect(views).toHaveCount(0);
  expect(problems.filter((text) => !text.includes('409'))).toEqual([]);
  await context.close();
});

test('a view whose filter is not valid any more opens with what is, and says so; on a small screen it is a menu', async ({
  browser,
}) => {
  const { page, context } = await as(browser, 'isk.ks', { width: 390, height: 844 });
  await withoutViews(page, 'kassel');
  await page.goto('/kassel/vorfaelle?ansicht=alle');
  await page.getByRole('button', { name: 'Als Ansicht speichern' }).click();
  await page.getByLabel('Name der Ansicht').fill('Mit altem Filter');
  // What an older edition of the page would have stored.
  await page.route(/\/views$/, (route) =>
    route.request().method() === 'POST'
      ? route.continue({
          postData: JSON.stringify({
            ...(route.request().postDataJSON() as object),
            query: 'ansicht=alle&schwere=high,severe&farbe=rot',
          }),
        })
      : route.continue(),
  );
  await page.getByRole('button', { name: 'Ansicht speichern' }).click();
  await page.goto('/kassel/vorfaelle');
  await page.getByRole('button', { name: 'Ansichten' }).click();
  await page.getByRole('button', { name: 'Mit altem Filter' }).click();
  await expect(page).toHaveURL(/schwere=high/);
  await expect(page.getByText('2 Filter dieser Ansicht gelten nicht mehr')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await withoutViews(page, 'kassel');
  await context.close();
});
