import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { renderToStaticMarkup } from 'react-dom/server';
import { HesseMap } from './HesseMap.js';
import { printTheme } from './theme.js';
import { TrendChart } from './TrendChart.js';

const geo = JSON.parse(
  readFileSync(join(__dirname, '../geo/hessen-kreise-2026.geojson'), 'utf8'),
) as FeatureCollection;

const months = Array.from({ length: 12 }, (_, index) => ({
  key: `2026-${String(index + 1).padStart(2, '0')}`,
  label: String(index + 1),
  bar: index,
  line: 12 - index,
}));

describe('HesseMap', () => {
  const kassel = { ags: '06633', plate: 'KS', text: 'Landkreis Kassel: Lage hoch', level: 3 };

  it('draws 27 areas and joins by key, never by name: Kassel is a county and a city', () => {
    const svg = renderToStaticMarkup(
      <HesseMap geo={geo} areas={[kassel]} title="Karte" theme={printTheme} />,
    );
    expect(svg.match(/<path/g)).toHaveLength(27);
    expect(svg.match(new RegExp(`fill="${printTheme.level[3] ?? ''}"`, 'g'))).toHaveLength(1);
    expect(svg).toContain('>KS</text>');
  });

  it('makes each member a link with a name, and is a picture without links', () => {
    const linked = renderToStaticMarkup(
      <HesseMap geo={geo} areas={[{ ...kassel, href: '/x' }]} title="Karte" />,
    );
    expect(linked).toContain('role="group"');
    expect(linked).toContain('<a href="/x" aria-label="Landkreis Kassel: Lage hoch"');
    expect(renderToStaticMarkup(<HesseMap geo={geo} areas={[kassel]} title="Karte" />)).toContain(
      'role="img"',
    );
  });
});

describe('TrendChart', () => {
  const draw = (width: number, theme = printTheme): string =>
    renderToStaticMarkup(
      <TrendChart
        points={months}
        barName="gemeldet"
        lineName="geschlossen"
        title="Vorfälle"
        description="Mehr als im Vorjahr."
        width={width}
        theme={theme}
      />,
    );

  it('carries its name and what it says', () => {
    const svg = draw(600);
    expect(svg).toContain('<title id="verlauf-title">Vorfälle</title>');
    expect(svg).toContain('<desc id="verlauf-description">Mehr als im Vorjahr.</desc>');
    expect(svg).toContain('11 gemeldet');
    expect(svg.match(/<rect/g)).toHaveLength(12);
    expect(svg.match(/<circle/g)).toHaveLength(12);
  });

  it('has fixed colours on paper, and no labels where there is no room', () => {
    expect(draw(600)).not.toContain('var(--');
    expect(draw(360)).not.toContain('11 gemeldet');
  });

  it('stays drawable without values', () => {
    expect(() =>
      renderToStaticMarkup(<TrendChart points={[]} barName="" lineName="" title="leer" description="" />),
    ).not.toThrow();
  });
});
