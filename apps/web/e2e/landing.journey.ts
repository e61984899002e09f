import { as, expect, settled, test, type Person } from './support.js';

const landings: [Person, RegExp, RegExp][] = [
  ['isb', /^\/[^/]+\/lagebild$/, /Lagebild/],
  ['isk.vb', /^\/vogelsberg\/aufgaben$/, /Meine Aufgaben/],
  ['leitung.vb', /^\/vogelsberg\/lage$/, /Lage/],
  ['dsb.vb', /^\/vogelsberg\/fristen$/, /Fristen/],
  ['it.vb', /^\/vogelsberg\/vorfaelle$/, /Vorfälle/],
  ['audit.vb', /^\/vogelsberg\/lagebild$/, /Lagebild/],
  ['betrieb', /^\/[^/]+\/personen$/, /Personen/],
];

for (const [person, path, heading] of landings) {
  test(`${person} lands on the right page`, async ({ browser }) => {
    const { page, context, problems } = await as(browser, person);
    await page.goto('/');
    await settled(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    expect(new URL(page.url()).pathname).toMatch(path);
    await expect(page.getByText('Musterdaten – frei erfunden')).toBeVisible();
    expect(problems).toEqual([]);
    await context.close();
  });
}

test('the auditor sees when the access ends', async ({ browser }) => {
  const { page, context } = await as(browser, 'audit.vb');
  await page.goto('/');
  await expect(page.getByText(/Prüfzugang endet am \d\d\.\d\d\.\d{4}/)).toBeVisible();
  await context.close();
});

test('sign-in by form leads to the page one wanted; a wrong password says so', async ({ page }) => {
  await page.goto('/vogelsberg/vorfaelle?ansicht=alle');
  await expect(page).toHaveURL(/\/anmelden\?ziel=/);
  await page.getByLabel('E-Mail-Adresse').fill('it.vb@demo.example');
  await page.getByLabel('Passwort', { exact: true }).fill('falsch-falsch-falsch');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('stimmen nicht');
  await page.getByLabel('Passwort', { exact: true }).fill(process.env['BERGFRIED_DEMO_PASSWORD'] ?? '');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page).toHaveURL(/\/vogelsberg\/vorfaelle\?ansicht=alle$/);
});

test('a foreign scope is a friendly 404', async ({ browser }) => {
  const { page, context } = await as(browser, 'isk.vb');
  await page.goto('/kassel/lagebild');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gehört nicht zu Ihrem Bereich');
  await expect(page.getByRole('banner')).toHaveCount(1);
  await page.getByRole('navigation').getByRole('link', { name: 'Vorfälle' }).click();
  await expect(page).toHaveURL(/\/vogelsberg\/vorfaelle/);
  await page.goto('/vogelsberg/gibtesnicht');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gehört nicht zu Ihrem Bereich');
  await expect(page.getByRole('banner')).toHaveCount(1);
  await context.close();
});
