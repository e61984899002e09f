/** Colours and face of a chart. One code draws for the browser (custom properties) and for PDF (fixed values). */
export interface ChartTheme {
  text: string;
  muted: string;
  grid: string;
  background: string;
  /** Bars. */
  seriesA: string;
  /** Line. */
  seriesB: string;
  /** Fill of the five levels, unauffällig to kritisch. */
  level: readonly string[];
  /** Text on each level. */
  onLevel: readonly string[];
  /** Areas of the map that are not members. */
  off: string;
  font: string;
}

const levels = [0, 1, 2, 3, 4] as const;

export const cssTheme: ChartTheme = {
  text: 'var(--text)',
  muted: 'var(--muted)',
  grid: 'var(--line)',
  background: 'var(--card)',
  seriesA: 'var(--series-a)',
  seriesB: 'var(--series-b)',
  level: levels.map((level) => `var(--level-${level})`),
  onLevel: levels.map((level) => `var(--on-level-${level})`),
  off: 'var(--map-off)',
  font: 'inherit',
};

export const printTheme: ChartTheme = {
  text: '#171A2B',
  muted: '#515779',
  grid: '#C9CDDC',
  background: '#FFFFFF',
  seriesA: '#1A3DA5',
  seriesB: '#B35400',
  level: ['#DDF3EA', '#D6E4FB', '#FFE3A6', '#F3A35C', '#BD0F09'],
  onLevel: ['#171A2B', '#171A2B', '#171A2B', '#171A2B', '#FFFFFF'],
  off: '#E9EAF0',
  font: 'Source Sans 3',
};
