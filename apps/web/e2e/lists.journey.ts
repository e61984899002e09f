import { as, expect, numberIn, settled, slugOf, test } from './support.js';

test('filters stand in the address and survive reload', async ({ browser }) => {
  const { page, context } = await as(browser, 'isb');
  await page.goto('/');
  await settled(page);
  await page.goto(`/${slugOf(page)}/vorfaelle?ansicht=alle`);
  await settled(page);
  const filters = page.getByRole('search');
  await filters.getByLabel('Schwere').selectOption('medium');
  await filters.getByLabel('Art').selectOption('misdirected-mail');
  await expect(page).toHaveURL(/schwere=medium/);
  await expect(page).toHaveURL(/art=misdirected-mail/);
  const total = page.getByRole('status').filter({ hasText: /Vorf(?:a|ä)ll/ });
  await expect(total).toHaveText(/\d+ Vorf/);
  const before = await total.innerText();
  await page.reload();
  await expect(total).toHaveText(before);
  await expect(page.getByRole('button', { name: 'Filter entfernen: Schwere: mittel' })).toBeVisible();
  await page.getByRole('button', { name: /Filter entfernen: Schwere/ }).click();
  await expect(page).not.toHaveURL(/schwere=/);
  await context.close();
});

test('the list works by keyboard, and previous/next follow it', async ({ browser }) => {
  const { page, context } = await as(browser, 'isb');
  await page.goto('/');
  await settled(page);
  await page.goto(`/${slugOf(page)}/vorfaelle?ansicht=alle`);
  await settled(page);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Suchen in Vorfällen' })).toBeFocused();
  const rows = page.locator('tr[data-row]');
  await rows.first().focus();
  await page.keyboard.press('j');
  await expect(page.locator('tr[data-row="1"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await expect(page.locator('tr[data-row="1"]')).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.locator('tr[data-row]:focus')).toHaveAttribute('data-row', /^\d{2,}$/);
  await page.keyboard.press('Home');
  await expect(page.locator('tr[data-row="0"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(page.getByText(/^1 von \d+$/)).toBeVisible();
  const first = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('link', { name: 'Nächster Vorfall' }).click();
  await expect(page.getByText(/^2 von \d+$/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(first);
  await page
    .getByRole('navigation', { name: 'Zurück zur Liste' })
    .getByRole('link', { name: 'Vorfälle' })
    .click();
  await expect(page).toHaveURL(/ansicht=alle/);
  await context.close();
});

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

// Other journeys report meanwhile: so the large office at a past day, and live the one nobody writes to.
for (const { person, query } of [
  { person: 'isb', query: `?asOf=${yesterday}` },
  { person: 'isb.fd', query: '' },
] as const) {
  test(`every number of the Lagebild equals the total of the list it opens: ${person}${query}`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const { page, context } = await as(browser, person);
    await page.goto('/');
    await settled(page);
    await page.goto(`/${slugOf(page)}/lagebild${query}`);
    await settled(page);
    await expect(page.locator('.figure-value').first()).toBeVisible();
    const links = await page.locator('.figure a, .heat td a').evaluateAll((elements) =>
      elements.map((element) => ({
        href: element.getAttribute('href') ?? '',
        // The last number counts: "29 von 31" is 29 of the 31 in the list.
        number: (element.querySelector('.figure-value') ?? element).textContent.match(/\d+/g)?.at(-1) ?? null,
      })),
    );
    const counted = links.filter((link) => link.number !== null);
    expect(counted.length).toBeGreaterThan(20);
    for (const { href, number } of counted) {
      await page.goto(href);
      const total = page.getByRole('status').filter({ hasText: /\d+ (?:Vorf|Frist)/ });
      await expect(total).toBeVisible();
      expect(numberIn(await total.innerText()), href).toBe(Number(number));
    }
    await context.close();
  });
}

test('figures of a past day lead to lists of that day', async ({ browser }) => {
  const { page, context } = await as(browser, 'isk.vb');
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/vogelsberg/lagebild?asOf=${day}`);
  await settled(page);
  await expect(page.getByText(/ändern sich nicht mehr/)).toBeVisible();
  const figure = page.locator('.figure-main').first();
  const shown = numberIn(await figure.locator('.figure-value').innerText());
  await figure.click();
  await expect(page).toHaveURL(new RegExp(`asOf=${day}`));
  const total = page.getByRole('status').filter({ hasText: /\d+ Vorf/ });
  await expect(total).toBeVisible();
  expect(numberIn(await total.innerText())).toBe(shown);
  await context.close();
});
