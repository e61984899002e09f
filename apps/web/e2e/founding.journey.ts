import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { newDataFolder, startEmptyProduct, type EmptyProduct } from './empty-product.js';
import { expect, settled, test } from './support.js';

const password = 'Ein ganzer Satz mit Punkt.';

async function axe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
  ).toEqual([]);
}

/** A page of the other product; errors of its console are collected. */
async function open(
  browser: Browser,
  baseURL: string,
): Promise<{ page: Page; context: BrowserContext; problems: string[] }> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  return { page, context, problems };
}

const codeOf = (product: EmptyProduct): string => /Einmalcode: (\S+)/.exec(product.output())?.[1] ?? '';

/** Invites somebody in the open page of a set-up or of people; answers the path of the link. */
async function invite(page: Page, name: string, email: string): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-Mail-Adresse').fill(email);
  await dialog.getByRole('button', { name: 'Einladen', exact: true }).click();
  const told = page.getByRole('dialog', { name: `Einladung für ${name}` });
  const link = await told.getByLabel('Einladungslink').inputValue();
  await told.getByRole('button', { name: 'Schließen' }).last().click();
  return new URL(link).pathname;
}

/** Accepts an invitation and signs in. */
async function accept(page: Page, link: string, email: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Neues Passwort', { exact: true }).fill(password);
  await page.getByLabel('Passwort wiederholen').fill(password);
  await page.getByRole('button', { name: 'Einladung annehmen' }).click();
  await page.getByRole('link', { name: 'Zur Anmeldung' }).click();
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page).not.toHaveURL(/anmelden/);
  await settled(page);
}

test('from an empty installation to the first incident of a new member', async ({ browser }) => {
  test.setTimeout(600_000); // three starts of a product on a machine that may be busy
  const folder = newDataFolder();
  const testDir = test.info().config.rootDir;
  let product = await startEmptyProduct(testDir, folder.dataDir);
  try {
    // A start that nobody used: the next one prints another code, and the first is worth nothing.
    const first = codeOf(product);
    expect(first).toMatch(/^(\w{4}-){4}\w{4}$/);
    await product.stop();
    product = await startEmptyProduct(testDir, folder.dataDir);
    const code = codeOf(product);
    expect(code).not.toBe(first);

    const operator = await open(browser, product.url);
    const { page } = operator;
    await page.goto('/');
    await expect(page).toHaveURL(/\/einrichten$/);
    await settled(page);
    await axe(page);
    await page.getByLabel('Einmalcode').fill(first);
    await page.getByLabel('Name', { exact: true }).fill('Gemeinsame Stelle Musterland');
    await page.getByLabel('Kurzname').fill('Stelle Musterland');
    await expect(page.getByLabel('Adresse', { exact: true })).toHaveValue('stelle-musterland');
    await page.getByLabel('Vor- und Nachname').fill('Berta Betrieb');
    await page.getByLabel('E-Mail-Adresse').fill('betrieb@stelle.example');
    await page.getByLabel('Passwort', { exact: true }).fill(password);
    await page.getByLabel('Passwort wiederholen').fill(password);
    await page.getByRole('button', { name: 'Einrichten und anmelden' }).click();
    await expect(page.getByRole('alert')).toContainText('Der Einmalcode stimmt nicht');
    await page.getByLabel('Einmalcode').fill(code);
    await page.getByRole('button', { name: 'Einrichten und anmelden' }).click();
    await expect(page).toHaveURL(/\/stelle-musterland\/mitglieder$/);
    const begin = Date.now();

    // The officer of the office first, so that there is somebody for the mandate.
    await page.getByRole('link', { name: 'Personen' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Person einladen' }).click();
    const officerLink = await invite(page, 'Ines Beispiel', 'isb@stelle.example');
    const officer = await open(browser, product.url);
    await accept(officer.page, officerLink, 'isb@stelle.example');

    await page.getByRole('link', { name: 'Mitglieder' }).click();
    await expect(page.getByText('Noch kein Mitglied')).toBeVisible();
    await page.getByRole('link', { name: 'Mitglied aufnehmen' }).first().click();
    await settled(page);
    await axe(page);
    await page.getByRole('button', { name: 'Mitglied anlegen' }).click();
    await expect(page.getByRole('alert')).toContainText('Angaben fehlen oder stimmen nicht');
    await page.getByLabel('Name', { exact: true }).fill('Landkreis Musterland');
    await expect(page.getByLabel('Kurzname')).toHaveValue('Musterland');
    await page.getByLabel('Kennzeichen').fill('ml');
    await page.getByLabel('Amtlicher Gemeindeschlüssel').fill('06999');
    await page.getByLabel('Adresse', { exact: true }).fill('stelle-musterland');
    await expect(page.getByText('Diese Adresse ist schon vergeben.').first()).toBeVisible();
    await page.getByLabel('Adresse', { exact: true }).fill('musterland');
    await expect(page.getByText('Diese Adresse ist frei.')).toBeVisible();
    await page.getByRole('button', { name: 'Mitglied anlegen' }).click();
    await expect(page).toHaveURL(/\/mitglieder\/musterland$/);
    const progress = page.getByRole('complementary', { name: 'Fortschritt' });
    await expect(progress).toContainText('1 von 4 erledigt');

    const mandate = page.getByRole('region', { name: 'Mandat' });
    await mandate.getByRole('button', { name: 'Mandat eintragen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click();
    await expect(mandate).toContainText('Ines Beispiel');
    await expect(progress).toContainText('2 von 4 erledigt');

    const people = page.getByRole('region', { name: 'Personen' });
    await people.getByRole('button', { name: 'Koordination (ISK) einladen' }).click();
    const link = await invite(page, 'Karla Koordination', 'isk@musterland.example');
    await expect(people).toContainText('Karla Koordination');
    await people.getByRole('button', { name: 'Personen später erledigen' }).click();
    await expect(people).toContainText('zurückgestellt');

    const ways = page.getByRole('region', { name: 'Meldewege' });
    await ways.getByRole('button', { name: /Kernverwaltung ändern/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Verarbeitet Sozialdaten').check();
    await dialog.getByLabel(/§ 83a SGB X/).fill('Regierungspräsidium Gießen');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await expect(ways).toContainText('Regierungspräsidium Gießen');
    await expect(progress).toContainText('3 von 4 erledigt');
    await axe(page);
    await page.getByRole('link', { name: 'Mitglieder' }).first().click();
    await expect(page.getByRole('row', { name: /Landkreis Musterland/ })).toContainText('3 von 4 erledigt');
    await axe(page);

    const county = await open(browser, product.url);
    await accept(county.page, link, 'isk@musterland.example');
    await county.page.goto('/musterland/vorfaelle/neu');
    await county.page.getByLabel('Was ist passiert?').fill('Laptop im Zug vergessen');
    await county.page.getByRole('combobox', { name: 'Art des Vorfalls' }).fill('Verlust');
    await county.page.keyboard.press('ArrowDown');
    await county.page.keyboard.press('Enter');
    await county.page.getByRole('radio', { name: 'mittel' }).check();
    await county.page.getByRole('radio', { name: 'Ja' }).check();
    await county.page.getByRole('button', { name: 'Vorfall melden' }).click();
    await expect(county.page.getByText(/ML-V\d{4}-001/).first()).toBeVisible();
    expect(Date.now() - begin, 'milliseconds from the first office to the first incident').toBeLessThan(
      900_000,
    );

    // The officer has the member by the mandate, and no way to found one.
    await officer.page.goto('/stelle-musterland/mitglieder');
    await expect(officer.page.getByRole('row', { name: /Landkreis Musterland/ })).toBeVisible();
    await expect(officer.page.getByRole('link', { name: 'Mitglied aufnehmen' })).toHaveCount(0);

    await page.goto('/einrichten');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Diese Seite gibt es nicht');
    expect([...operator.problems, ...officer.problems, ...county.problems]).toEqual([]);
    for (const each of [operator, officer, county]) await each.context.close();

    await product.stop();
    product = await startEmptyProduct(testDir, folder.dataDir);
    expect(product.output()).not.toContain('Einmalcode');
  } finally {
    await product.stop();
    folder.remove();
  }
});
