import type { Page } from '@playwright/test';
import { expect, settled } from './support.js';

/** A catalogue of our own; the number makes each run another file. */
export function catalogue(number: number): Buffer {
  const key = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const control = (index: number): object => ({
    id: `PRF.${String(index)}`,
    title: `Prüfung ${String(index)}`,
    props: [
      { name: 'alt-identifier', value: key(index) },
      { name: 'sec_level', value: index === 1 ? 'erhöht' : 'normal-SdT' },
    ],
    params: [{ id: `prf.${String(index)}-prm1`, label: 'einer Frist' }],
    ...(index > 1 ? { links: [{ href: '#PRF.1', rel: 'required' }] } : {}),
    parts: [
      {
        name: 'statement',
        prose: `Die Stelle MUSS nach {{ insert: param, prf.${String(index)}-prm1 }} prüfen.`,
        props: [{ name: 'modal_verb', value: 'MUSS' }],
      },
      { name: 'guidance', prose: '<b>Kein HTML</b>, aber ein [Verweis](https://example.org/hinweis).' },
    ],
  });
  const metadata = {
    title: `Journey ${String(number)}`,
    version: '1',
    'last-modified': '2026-06-30T08:00:00Z',
    'oscal-version': '1.1.3',
  };
  const groups = [{ id: 'PRF', title: 'Prüfen', controls: [1, 2, 3].map(control) }];
  return Buffer.from(JSON.stringify({ catalog: { uuid: key(number), metadata, groups } }));
}

/** Path of the first requirement of a catalogue behind the slug; brings one in when there is none. */
export async function firstRequirement(page: Page, slug: string): Promise<string> {
  await page.goto(`/${slug}/kataloge`);
  await settled(page);
  const links = page.locator('main a[href*="/kataloge/"]');
  if ((await links.count()) === 0) {
    const number = Date.now() % 1_000_000_000;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'katalog.json', mimeType: 'application/json', buffer: catalogue(number) });
    await expect(page.getByText('3 Anforderungen eingelesen')).toBeVisible({ timeout: 20_000 });
  }
  await page.goto((await links.first().getAttribute('href')) ?? '');
  await settled(page);
  const row = page.locator('a.row-link, a.row-card').first();
  return ((await row.getAttribute('href')) ?? '').split('/').slice(2).join('/');
}

/** Path of a finished report of Vogelsberg behind the slug; has it made when there is none. */
export async function someReport(page: Page): Promise<string> {
  const session = (await (await page.request.get('/api/v1/session')).json()) as {
    memberships: { tenantSlug: string | null; tenantId: string | null }[];
  };
  const tenantId = session.memberships.find((each) => each.tenantSlug === 'vogelsberg')?.tenantId ?? '';
  const url = `/api/v1/tenants/${tenantId}/reports`;
  // Not the quarter that is proposed: another journey orders that one.
  const period = `${String(new Date().getFullYear() - 1)}-Q2`;
  const order = async (): Promise<{ id: string; state: string }> => {
    const response = await page.request.post(url, { data: { kind: 'county-quarter', period, renew: false } });
    expect(response.ok(), await response.text()).toBe(true);
    return (await response.json()) as { id: string; state: string };
  };
  await expect.poll(async () => (await order()).state, { timeout: 40_000 }).not.toBe('requested');
  return `berichte/${(await order()).id}`;
}
