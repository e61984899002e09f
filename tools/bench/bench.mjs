import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processorTime, residentMegabytes, startApi, startHelper } from './children.mjs';
import { openCluster } from './database.mjs';
import { readOptions } from './options.mjs';
import { madeValues, transactionOf } from './replay.mjs';
import { markdownOf, printMeasurement } from './report.mjs';
import { scenarios, send, settle } from './scenarios.mjs';
import { seed } from './seed.mjs';

const recorder = new URL('tell-statements.mjs', import.meta.url).href;
/** Answers after which a process counts as warm. */
const enoughToWarm = 500;
/** The comparison with the small database: above that, waiting for one another is what is measured. */
const mostConnectionsOfComparison = 10;

/**
 * Seeds, measures and prints. @returns {Promise<number>} exit code: 1 when an answer failed
 * @throws Error with isExplained for wrong options
 */
export async function runBench(args) {
  const options = readOptions(args);
  const folder = mkdtempSync(join(tmpdir(), 'bergfried-bench-run-'));
  const cluster = await openCluster(options.postgres);
  const started = [];
  try {
    const open = async (name, rows) => {
      const database = await cluster.create(name);
      started.push({ stop: () => database.drop() });
      const { counts, seconds } = await seed(database.superuser, rows);
      console.log(`${name}: ${describe(counts)}, angelegt in ${seconds.toFixed(0)} s`);
      return { database, counts };
    };
    const large = await open('bergfried_bench', options.rows);
    const small = options.smallRows > 0 ? await open('bergfried_bench_small', options.smallRows) : undefined;
    const result = await Promise.race([
      measureAll({ options, folder, large, small, started }),
      interrupted(),
    ]);
    const report = { ...result, version: cluster.version, counts: large.counts, smallCounts: small?.counts };
    const markdown = markdownOf(report);
    console.log(`\n${markdown}`);
    if (options.markdown !== undefined) writeFileSync(options.markdown, markdown);
    if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(report, null, 1));
    return result.measurements.some(({ cells }) => Object.values(cells).some(({ errors }) => errors > 0))
      ? 1
      : 0;
  } finally {
    for (const { stop } of started.reverse()) await stop();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ctrl-C and SIGTERM end the run as an error does, so that processes and databases do not stay behind. */
function interrupted() {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.once(signal, () => reject(Object.assign(new Error('Abgebrochen.'), { isExplained: true })));
  });
}

async function measureAll({ options, folder, large, small, started }) {
  const keep = (process) => {
    started.push(process);
    return process;
  };
  const api = async (place, name, more = {}) =>
    startApi({
      databaseUrl: place.database.app,
      dataDir: folder,
      logFile: join(folder, `${name}.log`),
      ...more,
    });
  const chosen = scenarios.filter(({ id }) => options.only === undefined || options.only.has(id));
  const place = await recordAll(await chosenPlace(large, api), chosen, api);
  const profiled = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
  const product = keep(await api(large, 'api', { execArgv: profiled }));
  const smallProduct = small && keep(await api(small, 'api-small'));
  const smallPlace = small && (await settle(small.database, smallProduct.url));
  const helpers = Object.fromEntries(
    ['http-load', 'bare-sql', 'plain-server', 'collector'].map((name) => [
      name,
      keep(startHelper(`${name}.mjs`)),
    ]),
  );
  const plainUrl = await helpers['plain-server'].ask({ url: large.database.app });
  const memory = {};
  const measurements = [];
  for (const scenario of chosen) {
    const targets = scenario.isCollected
      ? collected({ large, small, place, smallPlace, helpers })
      : await served({ scenario, large, place, smallPlace, helpers, product, smallProduct, plainUrl });
    const processes = {
      api: scenario.isCollected ? helpers.collector : product,
      plain: helpers['plain-server'],
    };
    for (const target of Object.values(targets)) await warm(target, options.seconds);
    for (const connections of options.connections) {
      const cells = {};
      for (const [name, target] of Object.entries(targets)) {
        if (name === 'small' && connections > mostConnectionsOfComparison) continue;
        cells[name] = await timed(processes[name], () => target({ connections, seconds: options.seconds }));
      }
      note(memory, {
        Schnittstelle: product,
        'node:http': helpers['plain-server'],
        'Sammeln im Worker': helpers.collector,
      });
      measurements.push({
        id: scenario.id,
        title: scenario.title,
        isAim: scenario.isAim,
        connections,
        messages: place.variants[scenario.id]?.[0].messages.length,
        cells,
      });
      printMeasurement(measurements.at(-1));
    }
  }
  return { measurements, memory, seconds: options.seconds };
}

const chosenPlace = async (large, api) => {
  const recording = [];
  const server = await api(large, 'api-recorded', {
    execArgv: ['--import', recorder],
    onMessage: (statement) => recording.push(statement),
  });
  return { ...(await settle(large.database, server.url)), server, recording };
};

/** Sends each request twice to a product that tells its statements, and keeps those of the second (the first may leave the trace). */
async function recordAll(place, chosen) {
  const { server, recording } = place;
  const recordOne = async (request) => {
    recording.length = 0;
    await (await send(server.url, request)).arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 20)); // what was sent last is on its way through the channel
    return transactionOf(recording);
  };
  const requests = {};
  const variants = {};
  for (const scenario of chosen.filter(({ isCollected }) => !isCollected)) {
    requests[scenario.id] = await scenario.requests(place);
    variants[scenario.id] = [];
    for (const request of requests[scenario.id]) {
      const first = await recordOne(request);
      const messages = await recordOne(request);
      variants[scenario.id].push({ messages, made: scenario.writes ? madeValues(messages, first) : [] });
    }
  }
  await server.stop();
  return { ...place, requests, variants };
}

async function served({ scenario, large, place, smallPlace, helpers, product, smallProduct, plainUrl }) {
  const variants = place.variants[scenario.id];
  const requests = place.requests[scenario.id];
  const smallRequests = smallPlace && (await scenario.requests(smallPlace));
  await helpers['plain-server'].ask({ variants });
  const plain = requests.map(({ method, body }, number) => ({ method, path: `/${number}`, body }));
  return {
    sql: (how) => helpers['bare-sql'].ask({ url: large.database.app, variants, ...how }),
    plain: (how) => helpers['http-load'].ask({ url: plainUrl, requests: plain, ...how }),
    api: (how) => helpers['http-load'].ask({ url: product.url, requests, ...how }),
    ...(smallRequests && {
      small: (how) => helpers['http-load'].ask({ url: smallProduct.url, requests: smallRequests, ...how }),
    }),
  };
}

function collected({ large, small, place, smallPlace, helpers }) {
  const reportsOf = ({ counties }) => counties.map(({ tenantId, reportId }) => ({ tenantId, reportId }));
  let recorded;
  return {
    sql: async (how) => {
      recorded ??= (
        await helpers.collector.ask({ url: large.database.system, reports: reportsOf(place) })
      ).map((recorded) => ({
        messages: transactionOf(recorded),
      }));
      return helpers['bare-sql'].ask({ url: large.database.system, variants: recorded, ...how });
    },
    api: (how) => helpers.collector.ask({ url: large.database.system, reports: reportsOf(place), ...how }),
    ...(small && {
      small: (how) =>
        helpers.collector.ask({ url: small.database.system, reports: reportsOf(smallPlace), ...how }),
    }),
  };
}

/** Until the code is compiled: a busy machine needs longer for as many answers. */
async function warm(target, seconds) {
  let answers = 0;
  for (let turn = 0; turn < 2 * seconds && answers < enoughToWarm; turn += 1)
    answers += (await target({ connections: 10, seconds: 1 })).count;
}

/** Adds the processor time that the answering process spent on one answer: other than throughput, a busy machine changes it little. */
async function timed(answering, measure) {
  if (answering === undefined) return measure();
  const before = processorTime(answering.pid);
  const figures = await measure();
  return { ...figures, cpu: (processorTime(answering.pid) - before) / figures.count };
}

function note(memory, processes) {
  for (const [name, { pid }] of Object.entries(processes))
    memory[name] = Math.max(memory[name] ?? 0, residentMegabytes(pid));
}

const describe = ({ tenants, incidents, entries, duties, versions, bytes }) =>
  `${tenants} Mitglieder, ${incidents} Vorfälle, ${entries} Einträge, ${duties} Fristen, ${versions} Fassungen, ${(bytes / 1e6).toFixed(0)} MB`;
