import { nextMail, noMails } from './mail.js';
import { as, expect, settled, test } from './support.js';

test('an invited person comes in by the mail; the log of mails shows it to its own office only', async ({
  browser,
}) => {
  test.skip(noMails !== false, noMails || '');
  const number = String(Date.now());
  const name = `Neu Eingeladen ${number}`;
  const email = `neu-${number}@demo.example`;

  const officer = await as(browser, 'isb');
  await officer.page.goto('/vogelsberg/personen');
  await settled(officer.page);
  await officer.page.getByRole('button', { name: 'Person einladen' }).click();
  const dialog = officer.page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-Mail-Adresse').fill(email);
  await dialog.getByLabel('Rolle').selectOption('it-management');
  await dialog.getByRole('button', { name: 'Einladen', exact: true }).click();
  const told = officer.page.getByRole('dialog', { name: `Einladung für ${name}` });
  await expect(told).toContainText(`Eine Mail mit dem Link ist an ${email} unterwegs`);
  await told.getByRole('button', { name: 'Schließen' }).last().click();

  const { text, link } = await nextMail(email, 0);
  expect(text).toContain('lädt Sie zur Mitarbeit in Bergfried ein');
  const invited = await browser.newContext();
  const page = await invited.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Einladung annehmen' })).toBeVisible();
  await expect(page.getByText(`Guten Tag, ${name}.`)).toBeVisible();
  const password = `Erstes-Kennwort-${number}`;
  await page.getByLabel('Neues Passwort', { exact: true }).fill(password);
  await page.getByLabel('Passwort wiederholen').fill(password);
  await page.getByRole('button', { name: 'Einladung annehmen' }).click();
  await page.getByRole('link', { name: 'Zur Anmeldung' }).click();
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page).toHaveURL(/\/vogelsberg\/vorfaelle$/);
  await settled(page);
  await page.goto('/kassel/vorfaelle');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gehört nicht zu Ihrem Bereich');
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dieser Link gilt nicht mehr');
  await invited.close();

  for (const person of ['isb', 'betrieb'] as const) {
    const own = person === 'isb' ? officer : await as(browser, person);
    await own.page.goto('/verbund-hessen-7/betrieb');
    await settled(own.page);
    await expect(own.page.getByText('Nichts ist gescheitert.')).toBeVisible();
    await own.page.getByRole('button', { name: /^Alle/ }).click();
    const row = own.page.getByRole('row', { name: new RegExp(name) });
    await expect(row).toContainText('Einladung');
    await expect(row).toContainText('übergeben');
    expect(own.problems).toEqual([]);
    await own.context.close();
  }

  const other = await as(browser, 'isb.fd');
  await other.page.goto('/sicherheit-fulda-sued/betrieb');
  await settled(other.page);
  await other.page.getByRole('button', { name: /^Alle/ }).click();
  const mails = other.page.getByRole('region', { name: 'Mails' });
  await expect(mails.getByRole('table').or(mails.getByText('Noch keine Mail'))).toBeVisible();
  await expect(other.page.getByText(name)).toHaveCount(0);
  expect(other.problems).toEqual([]);
  await other.page.goto('/verbund-hessen-7/betrieb');
  await expect(other.page.getByRole('heading', { level: 1 })).toContainText('gehört nicht zu Ihrem Bereich');
  await other.context.close();
});

test('those who do not look after the installation have no page for it', async ({ browser }) => {
  const { page, context } = await as(browser, 'leitung.vb');
  await page.goto('/vogelsberg/betrieb');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gehört nicht zu Ihrem Bereich');
  await expect(page.getByRole('link', { name: 'Betrieb' })).toHaveCount(0);
  await context.close();
});
