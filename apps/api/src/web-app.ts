import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import sirv from 'sirv';

/** The built page, its files and the hashes of what stands inline in it. */
export interface WebApp {
  readonly dir: string;
  readonly html: string;
  readonly inlineHashes: readonly string[];
}

/** Style that React Aria puts into the page at run time (touch-action of pressable elements); no other inline style exists. */
const REACT_ARIA_PRESS_STYLE = 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=';

/** Reads the built web app, or null when it was not built. */
export function loadWebApp(dir: string): WebApp | null {
  const file = join(dir, 'index.html');
  if (!existsSync(file)) return null;
  const html = readFileSync(file, 'utf8');
  const inline = [...html.matchAll(/<(script|style)>([\s\S]*?)<\/\1>/g)].map(([, , content = '']) => content);
  const hashes = inline.map((content) => `sha256-${createHash('sha256').update(content).digest('base64')}`);
  return { dir, html, inlineHashes: [...hashes, REACT_ARIA_PRESS_STYLE] };
}

/** Files with long-lived caching; every other page address answers with the one page. */
export function serveWeb(app: NestExpressApplication, webApp: WebApp): void {
  const assets = join(webApp.dir, 'assets');
  app.use('/assets', refuseVanished(assets));
  app.use('/assets', sirv(assets, { gzip: true, brotli: true, immutable: true, maxAge: 31_536_000 }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage =
      request.method === 'GET' &&
      !/^\/(api|assets|health)(\/|$)/.test(request.path) &&
      request.accepts('html') !== false;
    if (!isPage) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache').type('html').send(webApp.html);
  });
}

/**
 * sirv knows its files from the start and opens them without looking; one that a new build has removed meanwhile would end
 * the process. Such a file is 404: pages load themselves anew when a part is missing.
 */
function refuseVanished(assets: string): (request: Request, response: Response, next: NextFunction) => void {
  const known = new Set(existsSync(assets) ? readdirSync(assets) : []);
  return (request, response, next) => {
    const name = request.path.slice(1);
    const files = [name, `${name}.br`, `${name}.gz`].filter((file) => known.has(file)); // as they may be answered
    if (files.every((file) => existsSync(join(assets, file)))) next();
    else response.status(404).end();
  };
}
