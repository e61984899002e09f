import type { Plugin } from 'vite';

/**
 * The inline script of index.html asks early for the first texts of the browser's language, and for no other: without it
 * they would be read only after the first script. This gives it the names the built files have.
 */
export function preloadTexts(): Plugin {
  return {
    name: 'bergfried:preload-texts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, context) {
        return html.replaceAll(/\/src(\/i18n\/start-texts[\w-]*\.ts)/g, (whole, module: string) => {
          const file = Object.values(context.bundle ?? {}).find(
            (each) => each.type === 'chunk' && each.facadeModuleId?.endsWith(module),
          );
          if (!file) throw new Error(`${whole} is no file of its own in the bundle`);
          return `/${file.fileName}`;
        });
      },
    },
  };
}
