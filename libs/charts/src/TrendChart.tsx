import { scaleBand, scaleLinear } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';
import type { ReactElement } from 'react';
import { cssTheme, type ChartTheme } from './theme.js';

/** One month: bars for `bar`, line for `line`. */
export interface TrendPoint {
  /** Unique, for example 2026-11. */
  key: string;
  /** Short label under the bar. */
  label: string;
  bar: number;
  line: number;
}

export interface TrendChartProps {
  points: readonly TrendPoint[];
  /** Words behind the last value of each series. */
  barName: string;
  lineName: string;
  title: string;
  /** What the picture says, as text. */
  description: string;
  /** The last bar is not complete yet and is drawn lighter. */
  lastIsPartial?: boolean;
  width?: number;
  height?: number;
  theme?: ChartTheme;
  id?: string;
}

/** Bars with a line over them: a pure function from values to SVG, without hooks and DOM. */
export function TrendChart(props: TrendChartProps): ReactElement {
  const { points, barName, lineName, title, description, lastIsPartial = false } = props;
  const { width = 560, height = 230, theme = cssTheme, id = 'verlauf' } = props;
  const narrow = width < 440;
  const margin = { top: 16, right: narrow ? 8 : 104, bottom: 26, left: 30 };

  const x = scaleBand(
    points.map((point) => point.key),
    [margin.left, width - margin.right],
  ).padding(0.32);
  const highest = Math.max(4, ...points.flatMap((point) => [point.bar, point.line]));
  const y = scaleLinear([0, highest], [height - margin.bottom, margin.top]).nice(4);
  const middle = (point: TrendPoint): number => (x(point.key) ?? 0) + x.bandwidth() / 2;
  const path = line<TrendPoint>(middle, (point) => y(point.line)).curve(curveMonotoneX)([...points]) ?? '';
  const last = points.at(-1);
  const ticks = y.ticks(4).filter((tick) => Number.isInteger(tick));
  const labels = last && !narrow ? lastLabels(y(last.line), y(last.bar)) : null;

  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
      fontFamily={theme.font}
      fontSize={12}
      xmlns="http://www.w3.org/2000/svg"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} stroke={theme.grid} />
          <text x={margin.left - 8} y={y(tick) + 4} textAnchor="end" fill={theme.muted}>
            {tick}
          </text>
        </g>
      ))}
      {points.map((point, index) => (
        <g key={point.key}>
          <rect
            x={x(point.key)}
            y={y(point.bar)}
            width={x.bandwidth()}
            height={Math.max(0, y(0) - y(point.bar))}
            rx={2}
            fill={theme.seriesA}
            opacity={lastIsPartial && index === points.length - 1 ? 0.55 : 1}
          />
          {index % 2 === (points.length - 1) % 2 && (
            <text x={middle(point)} y={height - 8} textAnchor="middle" fill={theme.muted}>
              {point.label}
            </text>
          )}
        </g>
      ))}
      <path d={path} fill="none" stroke={theme.background} strokeWidth={5} />
      <path d={path} fill="none" stroke={theme.seriesB} strokeWidth={2.5} />
      {points.map((point) => (
        <circle
          key={point.key}
          cx={middle(point)}
          cy={y(point.line)}
          r={3.2}
          fill={theme.background}
          stroke={theme.seriesB}
          strokeWidth={2}
        />
      ))}
      {last && labels && (
        <>
          <text x={width - margin.right + 10} y={labels.line} fill={theme.text} fontWeight={600}>
            {`${last.line} ${lineName}`}
          </text>
          <text x={width - margin.right + 10} y={labels.bar} fill={theme.seriesA} fontWeight={600}>
            {`${last.bar} ${barName}`}
          </text>
        </>
      )}
    </svg>
  );
}

/** Heights of the two labels at the right edge, at least one line apart. */
function lastLabels(lineY: number, barY: number): { line: number; bar: number } {
  const gap = 18;
  if (Math.abs(lineY - barY) >= gap) return { line: lineY + 4, bar: barY + 4 };
  const centre = (lineY + barY) / 2 + 4;
  return lineY <= barY
    ? { line: centre - gap / 2, bar: centre + gap / 2 }
    : { line: centre + gap / 2, bar: centre - gap / 2 };
}
