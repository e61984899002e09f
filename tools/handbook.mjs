#!/usr/bin/env node
// Takes the pictures of the Handbuch from a product started with its demonstration: `node tools/handbook.mjs [name …]`.
// With BERGFRIED_E2E_URL and BERGFRIED_DEMO_PASSWORD from one that runs already.
// Wants Chromium and a finished build; writes docs/handbuch/bilder/*.png.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { buildIfStale } from './lib/build.mjs';
import { findChromium, startProduct } from './lib/journeys.mjs';
import { shots } from './lib/handbook-shots.mjs';

const folder = resolve('docs/handbuch/bilder');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? shots : shots.filter(({ name }) => wanted.includes(name));

const data = mkdtempSync(join(tmpdir(), 'bergfried-handbook-'));
chmodSync(data, 0o711); // root's PostgreSQL runs as another user and must get through
const product = running() ?? (await started());
try {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium fehlt (Debian: apt-get install chromium).');
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: [...flags, ...offline] });
  const people = new Map();
  for (const shot of chosen) {
    const context = people.get(shot.person) ?? (await signedIn(browser, shot.person));
    people.set(shot.person, context);
    await take(context, shot);
    console.log(`${shot.name}.png`);
  }
  await browser.close();
} finally {
  await product.stop();
  rmSync(data, { recursive: true, force: true });
}

/** A product that somebody has started. */
function running() {
  const { BERGFRIED_E2E_URL: url, BERGFRIED_DEMO_PASSWORD: password } = process.env;
  return url && password ? { url, password, stop: async () => undefined } : undefined;
}

async function started() {
  await buildIfStale();
  const product = await startProduct(join(data, 'data'));
  if (await product.isReady()) return product;
  await product.stop();
  throw new Error(product.output());
}

async function signedIn(browser, person) {
  const context = await browser.newContext({
    baseURL: product.url,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
  });
  const answer = await context.request.post('/api/v1/session', {
    data: { email: `${person}@demo.example`, password: product.password },
  });
  if (answer.status() !== 200) throw new Error(`${person}: Anmeldung ${answer.status()}`);
  return context;
}

async function take(context, { name, path, height = 860, prepare }) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height });
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await prepare?.(page);
  await page.getByText('Wird geladen …').waitFor({ state: 'detached' });
  await page.waitForLoadState('load');
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(300); // what slides in has arrived
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  await page.close();
}
