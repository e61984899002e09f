export { HesseMap, type HesseMapProps, type MapArea } from './HesseMap.js';
export { fitProjection, type Projection } from './projection.js';
export { cssTheme, printTheme, type ChartTheme } from './theme.js';
export { TrendChart, type TrendChartProps, type TrendPoint } from './TrendChart.js';
