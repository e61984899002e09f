import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { optimizeLocales } from './build/optimize-locales.js';
import { precompress } from './build/precompress.js';
import { preloadFonts } from './build/preload-fonts.js';

/** Port of the API while developing; the built app is served by the API itself. */
const apiTarget = process.env['BERGFRIED_PUBLIC_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), optimizeLocales(), preloadFonts(), precompress()],
  resolve: {
    // The libs are read as sources, so that a build of the web app never uses stale output.
    conditions: ['@bergfried/source', ...defaultClientConditions],
  },
  css: {
    // KERN's SCSS still uses `if()` in a form that newer Sass reports; the pinned version is known to be right.
    preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ['if-function'] } },
  },
  build: {
    target: 'es2022',
    manifest: true,
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { port: 5173, proxy: { '/api': { target: apiTarget, changeOrigin: false } } },
});
