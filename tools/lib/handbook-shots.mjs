const office = '/verbund-hessen-7';
const county = '/vogelsberg';

/** Opens the first row of the list that is shown. */
async function openFirst(page) {
  await page.locator('tbody a').first().click();
  await page.waitForURL(/\/[^/]+\/[^/]+\/[^/?]+/);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Pictures of the Handbuch: file, who looks, where, what is done there before. */
export const shots = [
  { name: 'aufgaben', person: 'isk.vb', path: `${county}/aufgaben`, height: 1000 },
  {
    name: 'auswahl',
    person: 'isk.vb',
    path: `${county}/vorfaelle`,
    async prepare(page) {
      for (const index of [1, 2])
        await page.locator('tbody input[type=checkbox]').nth(index).check({ force: true });
      await page.getByRole('button', { name: 'Auswahl aufheben' }).waitFor();
    },
  },
  { name: 'mitglieder', person: 'betrieb', path: `${office}/mitglieder` },
  {
    name: 'sicherheitsprotokoll',
    person: 'betrieb',
    path: `${office}/sicherheitsprotokoll`,
    prepare: knockAtClosedDoors,
  },
  {
    name: 'melden',
    person: 'isk.vb',
    path: `${county}/vorfaelle/neu`,
    height: 980,
    async prepare(page) {
      await page.getByLabel('Was ist passiert?').fill('Elternbrief mit offenem Verteiler an 140 Familien');
      await page.getByRole('button', { name: 'gerade eben' }).click();
      await page.getByText('mittel', { exact: true }).first().click();
      await page.getByText('unklar', { exact: true }).first().click();
      await page.getByText('Art. 33', { exact: false }).first().waitFor();
    },
  },
  {
    name: 'vorfall',
    person: 'isk.vb',
    path: `${county}/vorfaelle?ansicht=frist`,
    height: 1000,
    prepare: openFirst,
  },
  { name: 'fristen', person: 'isk.vb', path: `${county}/fristen?zustand=alle` },
  { name: 'zugriffe', person: 'isk.vb', path: `${county}/zugriffe` },
  { name: 'lagebild', person: 'isb', path: `${office}/lagebild`, height: 1100 },
  { name: 'vorfaelle', person: 'isb', path: `${office}/vorfaelle` },
  { name: 'bericht', person: 'isb', path: `${county}/berichte`, prepare: openReport, height: 1000 },
  { name: 'katalog', person: 'isb', path: `${office}/kataloge` },
  { name: 'lage', person: 'leitung.vb', path: `${county}/lage` },
  {
    name: 'bericht-leitung',
    person: 'leitung.vb',
    path: `${county}/berichte`,
    prepare: openReport,
    height: 1000,
  },
  { name: 'personen', person: 'betrieb', path: `${office}/personen`, height: 1000 },
  { name: 'betrieb', person: 'betrieb', path: `${office}/betrieb` },
];

async function openReport(page) {
  await page
    .getByRole('link', { name: /Quartal/ })
    .first()
    .click();
  await page.waitForURL(/berichte\/.+/);
  await page.getByText('Prüfsummen').first().waitFor();
}

/** The operator asks for what an operator may not see, so that there is something to show. */
async function knockAtClosedDoors(page) {
  const [{ id }] = (await (await page.request.get('/api/v1/offices')).json()).items;
  const { items } = await (await page.request.get(`/api/v1/offices/${id}/tenants`)).json();
  for (const tenant of items.slice(0, 3)) await page.request.get(`/api/v1/tenants/${tenant.id}/incidents`);
  await page.waitForTimeout(2500); // counted once a second
  await page.reload();
  await page.locator('tbody tr').first().waitFor();
}
