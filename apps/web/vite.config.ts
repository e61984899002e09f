import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { shownDates } from './build/shown-dates.js';
import { optimizeLocales } from './build/optimize-locales.js';
import { precompress } from './build/precompress.js';
import { preloadFonts } from './build/preload-fonts.js';
import { preloadTexts } from './build/preload-texts.js';

/** Port of the API while developing; the built app is served by the API itself. */
const apiTarget = process.env['BERGFRIED_PUBLIC_URL'] ?? 'http://127.0.0.1:3000';

/** What only the frame of the signed-in pages needs, and is always there with it. */
const frameModule =
  /src\/(?:shell\/(?:ScopeSwitch|SideNavigation|AccountMenu|LiveFoot|use-[a-z-]+)|live\/[a-z-]+|app\/(?:pages|drafts|preferences)|ui\/(?:Disclosure|Toasts|toast))\.tsx?$/;

/**
 * Small modules that many pages share; the group takes those which at least eight of them do. What needs React Aria
 * stays with the pages: the group is read by everybody, and would draw all of it into the first visit, and wait for
 * the library of dialogs, which waits for the group: a white page.
 */
const sharedModule =
  /apps\/web\/src\/(?!ui\/(?:AriaError|ComboField|DateTimeField|GermanFields|Modal)\.)|libs\/texts\/src\/|node_modules\/@tanstack\/(?:react-router|query-core|react-query)\//;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), optimizeLocales(), shownDates(), preloadFonts(), preloadTexts(), precompress()],
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
    rolldownOptions: {
      output: {
        // Left alone, the bundler makes a file of every set of pages that share something: forty requests for a page.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'frame', test: frameModule, priority: 1 },
            { name: 'common', test: sharedModule, minShareCount: 8 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': { target: apiTarget, changeOrigin: false } } },
});
