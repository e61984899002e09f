import type { Page } from '@playwright/test';
import { as, expect, settled, test } from './support.js';

const report = async (page: Page, tenantId: string, title: string): Promise<void> => {
  const answer = await page.request.post(`/api/v1/tenants/${tenantId}/incidents`, {
    data: {
      title,
      category: 'phishing',
      severity: 'low',
      personalData: 'no',
      detectedAt: new Date(Date.now() - 60_000).toISOString(),
    },
  });
  expect(answer.status()).toBe(201);
};

test('incidents of several counties are changed at once by keyboard, taken back, and refused with reasons', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { page, context } = await as(browser, 'isb');
  const mark = `Sammelprobe ${String(Date.now())}`;
  const session = (await (await page.request.get('/api/v1/session')).json()) as {
    memberships: { tenantSlug: string | null; tenantId: string | null }[];
  };
  const idOf = (slug: string): string =>
    session.memberships.find(({ tenantSlug }) => tenantSlug === slug)?.tenantId ?? '';
  for (const number of [1, 2]) await report(page, idOf('kassel'), `${mark} ${String(number)}`);
  await report(page, idOf('vogelsberg'), `${mark} 3`);

  await page.goto(`/verbund-hessen-7/vorfaelle?q=${encodeURIComponent(mark)}`);
  await settled(page);
  const rows = page.locator('tr[data-row]');
  await expect(rows).toHaveCount(3);
  await rows.first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+X');
  const bar = page.getByRole('form', { name: 'Ausgewählte Vorfälle ändern' });
  await expect(bar.getByRole('status')).toHaveText('3 ausgewählt');
  const button = bar.getByRole('button', { name: 'Für 2 Kreise speichern' });
  await button.click();
  await expect(bar.getByRole('alert')).toHaveText('Wählen Sie eine Schwere oder einen Status.');
  await bar.getByLabel('Schwere').selectOption('medium');
  await button.click();
  await expect(rows.getByText('mittel')).toHaveCount(3);
  await expect(page.getByText(/Kassel: 2 Vorfälle geändert/)).toBeVisible();
  await expect(page.getByText(/Vogelsberg.*: 1 Vorfall geändert/)).toBeVisible();
  await expect(bar.getByRole('status')).toHaveText('3 ausgewählt'); // selection and filter stay
  await expect(button).toBeFocused();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(rows.getByText('niedrig')).toHaveCount(3);

  // One county alone: the button names it.
  await bar.getByRole('button', { name: 'Auswahl aufheben' }).click();
  await expect(bar).toHaveCount(0);
  const inKassel = rows.filter({ hasText: 'Kassel' });
  for (const row of [inKassel.first(), inKassel.last()]) await row.getByRole('checkbox').click();
  await bar.getByLabel('Status').selectOption('contained');
  await bar.getByRole('button', { name: /^Für .*Kassel speichern$/ }).click();
  await expect(inKassel.getByText('eingedämmt')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Rückgängig' })).toHaveCount(0); // a state is not taken back

  // All or nothing: who is past it does not go back, and is named.
  await page.getByRole('checkbox', { name: 'Alle auf dieser Seite auswählen' }).click();
  await bar.getByLabel('Status').selectOption('triaged');
  await bar.getByRole('button', { name: 'Für 2 Kreise speichern' }).click();
  const result = page.getByRole('alert').filter({ hasText: 'Nicht alles wurde gespeichert' });
  await expect(result).toBeFocused();
  await expect(result).toContainText('Von „eingedämmt“ geht es nicht zu „eingeordnet“');
  await expect(result).toContainText(/Vogelsberg.*: 1 Vorfall geändert/);
  await result.getByRole('button', { name: 'Diese aus der Auswahl nehmen' }).click();
  await expect(bar.getByRole('status')).toHaveText('1 ausgewählt');
  await context.close();
});

test('a reader has nothing to choose', async ({ browser }) => {
  const { page, context } = await as(browser, 'audit.vb');
  await page.goto('/vogelsberg/vorfaelle?ansicht=alle');
  await settled(page);
  await expect(page.locator('tr[data-row]').first()).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await context.close();
});
