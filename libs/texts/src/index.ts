export * from './mail-text.js';
export * from './translate.js';
export { labels as germanLabels } from './de/labels.js';
export { labels as englishLabels } from './en/labels.js';
export { web, type WebTexts } from './de/web.js';
export { catalogues as germanCatalogues } from './de/catalogues.js';
export { report as germanReport } from './de/report.js';
export { reportFigures, reportPrint, reportProblems } from './de/report-print.js';
