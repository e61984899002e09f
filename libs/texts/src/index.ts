export * from './translate.js';
export { labels as germanLabels } from './de/labels.js';
export { labels as englishLabels } from './en/labels.js';
export { web, type WebTexts } from './de/web.js';
