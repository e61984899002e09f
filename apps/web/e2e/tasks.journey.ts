import { as, expect, numberIn, settled, test } from './support.js';

test('the coordinator starts with what runs out, waits and is new; every line leads to where it is done', async ({
  browser,
}) => {
  const { page, context, problems } = await as(browser, 'isk.vb');
  await page.goto('/');
  await settled(page);
  await expect(page).toHaveURL(/\/vogelsberg\/aufgaben$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meine Aufgaben');
  for (const name of ['Laufende Fristen', 'Wartet auf Sie', /^Neu/])
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();

  // The link behind the clocks leads to a list of as many.
  const clocks = page.getByRole('region', { name: 'Laufende Fristen' });
  const count = await clocks.getByRole('listitem').count();
  const all = clocks.getByRole('link', { name: /anzeigen$/ });
  await all.click();
  await settled(page);
  expect(numberIn(await page.getByRole('status').first().textContent())).toBe(count);
  await page.goBack();
  await settled(page);

  await clocks.getByRole('listitem').first().getByRole('link').click();
  await expect(page).toHaveURL(/\/vogelsberg\/vorfaelle\/[0-9a-f-]{36}/);
  expect(problems).toEqual([]);
  await context.close();
});

test('what others write appears without reloading, and is new until it is marked as seen', async ({
  browser,
}) => {
  const county = await as(browser, 'isk.vb');
  await county.page.goto('/vogelsberg/aufgaben');
  await settled(county.page);
  const clock = county.page.getByRole('region', { name: 'Laufende Fristen' }).getByRole('listitem').first();
  const href = (await clock.getByRole('link').getAttribute('href')) ?? '';

  const office = await as(browser, 'isb');
  const text = `Rückfrage der Stelle ${String(Date.now())}`;
  await office.page.goto('/');
  await settled(office.page);
  const tenants = (await (await office.context.request.get('/api/v1/session')).json()) as {
    memberships: { tenantId: string | null; tenantSlug: string | null }[];
  };
  const tenantId = tenants.memberships.find(({ tenantSlug }) => tenantSlug === 'vogelsberg')?.tenantId ?? '';
  const incidentId = href.split('/').at(-1) ?? '';
  const written = await office.context.request.post(
    `/api/v1/tenants/${tenantId}/incidents/${incidentId}/entries`,
    { data: { text } },
  );
  expect(written.status()).toBe(201);

  const news = county.page.getByRole('region', { name: /^Neu/ });
  await expect(news.getByText(text)).toBeVisible();
  await expect(news.getByRole('listitem').first()).toContainText('geschrieben');
  await news.getByRole('button', { name: 'Als gesehen markieren' }).click();
  await expect(news.getByText('Nichts Neues')).toBeVisible();
  await county.page.reload();
  await settled(county.page);
  await expect(news.getByText(/seit Ihrem letzten Besuch am/)).toBeVisible();
  await expect(news.getByText(text)).toHaveCount(0);
  await office.context.close();
  await county.context.close();
});

test('the county filters what the office read; the filters stand in the address', async ({ browser }) => {
  const office = await as(browser, 'isb');
  await office.page.goto('/vogelsberg/vorfaelle');
  await settled(office.page);
  await office.page.goto('/vogelsberg/berichte');
  await settled(office.page);
  const { page, context, problems } = await as(browser, 'leitung.vb');
  await page.goto('/vogelsberg/zugriffe');
  await settled(page);
  const everything = numberIn(await page.getByRole('status').first().textContent());
  await page.getByLabel('Daten').selectOption({ label: 'Berichte' });
  await expect(page).toHaveURL(/daten=report/);
  await expect(page.getByRole('row')).not.toHaveCount(0);
  await expect(page.getByRole('cell', { name: 'Berichte' }).first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Vorfälle und Fristen' })).toHaveCount(0);
  expect(numberIn(await page.getByRole('status').first().textContent())).toBeLessThan(everything);
  await page.getByLabel('bis', { exact: true }).fill('2020-01-01');
  await expect(page).toHaveURL(/bis=2020-01-01/);
  await expect(page.getByText('Zu diesen Filtern gibt es keinen Zugriff.')).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(page.getByText('Zu diesen Filtern gibt es keinen Zugriff.')).toBeVisible();
  await page.getByRole('button', { name: 'Alle Filter entfernen' }).click();
  await expect(page).toHaveURL(/\/zugriffe$/);
  expect(problems).toEqual([]);
  await context.close();
  await office.context.close();
});

test('a refused look at another county: the office knows who it was, that county only that it was', async ({
  browser,
}) => {
  const neighbour = await as(browser, 'isk.ks');
  const session = (await (await neighbour.context.request.get('/api/v1/session')).json()) as {
    user: { name: string };
  };
  const county = await as(browser, 'isk.vb');
  const own = (await (await county.context.request.get('/api/v1/session')).json()) as {
    memberships: { tenantId: string }[];
  };
  const foreign = await neighbour.context.request.get(
    `/api/v1/tenants/${own.memberships[0]?.tenantId ?? ''}/incidents`,
  );
  const unknown = await neighbour.context.request.get(
    '/api/v1/tenants/0195f000-0000-7999-8999-000000000999/incidents',
  );
  const said = async (answer: typeof foreign): Promise<object> => ({
    ...((await answer.json()) as object),
    traceId: '',
  });
  expect([foreign.status(), unknown.status()]).toEqual([404, 404]);
  expect(await said(foreign)).toEqual(await said(unknown));

  await expect(async () => {
    await county.page.goto('/vogelsberg/sicherheitsprotokoll');
    await settled(county.page);
    await expect(county.page.getByText('Person eines anderen Mitglieds').first()).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
  await expect(county.page.getByText(session.user.name)).toHaveCount(0);

  const office = await as(browser, 'isb');
  await office.page.goto('/verbund-hessen-7/sicherheitsprotokoll?richtung=von');
  await settled(office.page);
  const line = office.page
    .getByRole('row')
    .filter({ hasText: session.user.name })
    .filter({ hasText: 'Vogelsberg' });
  await expect(line.first()).toContainText('kein Zugang');

  const elsewhere = await as(browser, 'isb.fd');
  await elsewhere.page.goto('/');
  await settled(elsewhere.page);
  await elsewhere.page.getByRole('link', { name: 'Sicherheitsprotokoll' }).click();
  await settled(elsewhere.page);
  await expect(elsewhere.page.getByText(/Vogelsberg|Kassel/)).toHaveCount(0);
  for (const { context, problems } of [county, office, elsewhere]) {
    expect(problems).toEqual([]);
    await context.close();
  }
  await neighbour.context.close();
});
