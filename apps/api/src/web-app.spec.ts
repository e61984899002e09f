import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { loadWebApp, serveWeb } from './web-app.js';

describe('the built web app', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bergfried-web-'));
  let server: Server;
  let address: string;

  beforeAll(async () => {
    mkdirSync(join(dir, 'assets'));
    writeFileSync(join(dir, 'index.html'), '<p>page</p>');
    for (const name of ['a.js', 'b.js', 'b.js.gz', 'c.js'])
      writeFileSync(join(dir, 'assets', name), `// ${name}`);
    const app = express();
    serveWeb(app as unknown as NestExpressApplication, loadWebApp(dir) ?? fail('not built'));
    server = createServer(app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    await new Promise((done) => server.close(done));
    rmSync(dir, { recursive: true, force: true });
  });

  const status = async (path: string): Promise<number> => (await fetch(address + path)).status;

  it('survives a build that takes its files away, and misses only those', async () => {
    expect(await status('/assets/a.js')).toBe(200);
    rmSync(join(dir, 'assets/a.js'));
    rmSync(join(dir, 'assets/b.js.gz')); // what this request would be answered with
    expect(await status('/assets/a.js')).toBe(404);
    expect(await status('/assets/b.js')).toBe(404);
    expect(await status('/assets/never.js')).toBe(404);
    expect(await status('/assets/c.js')).toBe(200);
    expect(await (await fetch(`${address}/vogelsberg`)).text()).toBe('<p>page</p>');
  });
});
