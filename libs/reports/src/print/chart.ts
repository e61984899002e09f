import { printTheme, TrendChart } from '@bergfried/charts';
import { renderToStaticMarkup } from 'react-dom/server';
import type { PrintBlock } from './document.js';

/** Width and height in the units of the view box; the paper scales it. */
const SIZE = { width: 640, height: 250 } as const;

/** The chart of the screen as an SVG document, in the colours and the face of the paper. */
export function chartSvg({
  points,
  barName,
  lineName,
  lastIsPartial,
  caption,
  alt,
}: Extract<PrintBlock, { type: 'chart' }>): string {
  const words = { barName, lineName, title: caption, description: alt };
  return renderToStaticMarkup(
    TrendChart({ points, lastIsPartial, ...words, ...SIZE, theme: printTheme, id: 'chart' }),
  );
}
