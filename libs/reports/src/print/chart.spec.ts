import { chartSvg } from './chart.js';

const svg = chartSvg({
  type: 'chart',
  points: [
    { key: '2026-08', label: 'Aug', bar: 7, line: 4 },
    { key: '2026-09', label: 'Sep', bar: 2, line: 3 },
  ],
  barName: 'bemerkt',
  lineName: 'geschlossen',
  lastIsPartial: false,
  caption: 'Verlauf <2026>',
  alt: 'Zwei Monate',
});

it('draws the chart of the screen in fixed colours and the face of the paper', () => {
  expect(svg).toMatch(/^<svg [^>]*font-family="Source Sans 3"/);
  expect(svg).not.toContain('var(');
  expect(svg.match(/<rect/g)).toHaveLength(2);
  expect(svg).toContain('2 bemerkt');
});

it('escapes what stands in it', () => {
  expect(svg).toContain('Verlauf &lt;2026&gt;');
});
