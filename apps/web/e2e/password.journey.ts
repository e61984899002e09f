import { mailCount, nextMail, noMails } from './mail.js';
import { expect, settled, test } from './support.js';

// Nobody else signs in as this person: the password of the demonstration ends here.
const email = 'isk.flieden@demo.example';
const demoPassword = process.env['BERGFRIED_DEMO_PASSWORD'] ?? '';

test('a forgotten password is replaced by a link from a mail, which works once', async ({ page }) => {
  test.skip(noMails !== false, noMails || '');
  const known = mailCount(email);
  await page.goto('/anmelden');
  await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Passwort vergessen' })).toBeVisible();
  await page.getByRole('button', { name: 'Link anfordern' }).click();
  await expect(page.getByText('Geben Sie Ihre E-Mail-Adresse ein.')).toBeVisible();
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByRole('button', { name: 'Link anfordern' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihr Postfach');

  const { text, link } = await nextMail(email, known);
  expect(text).toContain('Der Link gilt eine Stunde und nur einmal.');
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Neues Passwort festlegen' })).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
  const fresh = `Neues-Kennwort-${String(Date.now())}`;
  const password = page.getByLabel('Neues Passwort', { exact: true });
  const repeat = page.getByLabel('Passwort wiederholen');
  const save = page.getByRole('button', { name: 'Passwort speichern' });
  await password.fill('zu kurz');
  await save.click();
  await expect(page.getByText('Das Passwort braucht mindestens 12 Zeichen.')).toBeVisible();
  await password.fill(fresh);
  await repeat.fill(`${fresh}x`);
  await save.click();
  await expect(page.getByText('Die beiden Passwörter sind nicht gleich.')).toBeVisible();
  await repeat.fill(fresh);
  await save.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Geschafft' })).toBeVisible();

  await page.getByRole('link', { name: 'Zur Anmeldung' }).click();
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('stimmen nicht');
  await page.getByLabel('Passwort', { exact: true }).fill(fresh);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page).toHaveURL(/\/flieden\/aufgaben$/);
  await settled(page);

  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Dieser Link gilt nicht mehr' })).toBeVisible();
  await page.getByRole('link', { name: 'Neuen Link anfordern' }).click();
  await expect(page).toHaveURL(/\/anmelden\/passwort$/);
});

test('an unknown address gets the same answer, and no mail', async ({ page }) => {
  test.skip(noMails !== false, noMails || '');
  const stranger = `niemand-${String(Date.now())}@demo.example`;
  await page.goto('/anmelden/passwort');
  await page.getByLabel('E-Mail-Adresse').fill(stranger);
  await page.getByRole('button', { name: 'Link anfordern' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihr Postfach');
  await expect(page.getByRole('status')).toContainText(stranger);
  expect(mailCount(stranger)).toBe(0);
});
