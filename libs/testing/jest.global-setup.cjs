// One PostgreSQL for the whole test run, with a migrated template that every test file clones.
// TEST_POSTGRES_URL (superuser) takes a server that is there; otherwise the embedded one starts in a temporary folder.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const built = (path) => import(pathToFileURL(join(__dirname, '..', path)).href);

module.exports = async function setUp() {
  if (process.env.TEST_SUPERUSER_URL) return; // several projects name this set-up, one runs it
  const { startEmbeddedPostgres } = await built('platform/dist/index.js');
  const { makeTemplate } = await built('testing/dist/template.js');
  let superuserUrl = process.env.TEST_POSTGRES_URL;
  if (!superuserUrl) {
    const dataDir = mkdtempSync(join(tmpdir(), 'bergfried-test-'));
    const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    globalThis.stopTestPostgres = async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    superuserUrl = postgres.superuserUrl;
  }
  await makeTemplate(superuserUrl, join(__dirname, '..', '..', 'migrations'));
  process.env.TEST_SUPERUSER_URL = superuserUrl;
};
