// The data collection of the quarterly report as the worker runs it, without the printing.
import 'reflect-metadata';
import { createDataSource, UnitOfWork } from '@bergfried/platform';
import { CountyQuarterCollector } from '@bergfried/reports';
import { answerQuestions } from './children.mjs';
import { hammer } from './figures.mjs';
import { recordStatements } from './record-statements.mjs';

const collectors = new Map();

/** As many connections as collections at once: a pool is not what is measured here. */
async function collectorOf(url) {
  if (!collectors.has(url)) {
    const dataSource = createDataSource({ url, applicationName: 'bergfried-bench', max: 20, entities: [] });
    await dataSource.initialize();
    collectors.set(url, new CountyQuarterCollector(new UnitOfWork(dataSource)));
  }
  return collectors.get(url);
}

answerQuestions(async ({ url, reports, connections, seconds }) => {
  const collector = await collectorOf(url);
  const collect = (turn) => collector.collect({ ...reports[turn % reports.length], actor: 'system:bench' });
  if (seconds !== undefined) return hammer({ connections, seconds, work: collect });
  const recordings = [];
  for (const turn of reports.keys()) recordings.push(await recordStatements(() => collect(turn)));
  return recordings;
});
