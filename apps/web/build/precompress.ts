import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(?:js|css|html|json|svg|geojson)$/;
const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** Writes `.gz` and `.br` beside every text asset: the server (sirv) lists files at start and never compresses itself. */
export function precompress(): Plugin {
  let outDir = '';
  return {
    name: 'bergfried:precompress',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(outDir, { recursive: true });
      for (const name of names.filter((file) => compressible.test(file))) {
        const path = join(outDir, name);
        const content = await readFile(path);
        if (content.byteLength < 512) continue;
        await writeFile(`${path}.gz`, await toGzip(content, { level: 9 }));
        await writeFile(
          `${path}.br`,
          await toBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        );
      }
    },
  };
}
