import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Puts `<link rel="preload">` for the three weights of Fira Sans into the page: text appears in its final face at once. */
export function preloadFonts(): Plugin {
  return {
    name: 'bergfried:preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const files = Object.keys(context.bundle ?? {}).filter((file) => /fira-sans.*\.woff2$/.test(file));
        return files.sort().map((file): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: '' },
          injectTo: 'head',
        }));
      },
    },
  };
}
