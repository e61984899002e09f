import { defineConfig } from '@playwright/test';

/** Address of the running product, built and with the demonstration data. */
const baseURL = process.env['BERGFRIED_E2E_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.journey.ts',
  outputDir: '../../test-results/web',
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 180_000, // a slow machine is no fault of the product
  expect: { timeout: 20_000 },
  reporter: [['line']],
  use: {
    baseURL,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['BERGFRIED_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
