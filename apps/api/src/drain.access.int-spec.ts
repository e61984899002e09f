import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { drainHttp, metrics, startMetricsServer } from '@bergfried/platform';
import { ACTORS, eventually, OFFICES, TENANTS } from '@bergfried/testing';
import { pino } from 'pino';
import { body, call } from './testing/call.js';
import { incidentBody, settle, type Place } from './testing/place.js';
import { openStream } from './testing/stream.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

let test: TestApp;
let ost: Place;
let figures: Server;
let figuresUrl: string;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  figures = await startMetricsServer({
    port: 0,
    host: '127.0.0.1',
    ready: () => Promise.resolve(true),
    logger: pino({ level: 'silent' }),
  });
  figuresUrl = `http://127.0.0.1:${String((figures.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  figures.close();
  await test.close();
});

const told = async (): Promise<string> => (await fetch(`${figuresUrl}/metrics`)).text();
/** Value of one line. */
const value = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((candidate) => candidate.startsWith(`${line} `))
      ?.split(' ')
      .at(-1) ?? 0,
  );
const COUNT = (method: string, route: string, status: string): string =>
  `bergfried_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`;

describe('the figures of the api', () => {
  it('count requests by template of the route and class of the status', async () => {
    const list = COUNT('GET', '/api/v1/tenants/:tenantId/incidents/:id', '2xx');
    const foreign = COUNT('GET', '/api/v1/tenants/:tenantId/incidents/:id', '4xx');
    const before = await told();
    const agent = await test.as('coordinator');
    await agent.get(`/api/v1/tenants/${TENANTS.ost}/incidents/${ost.incidentId}`).expect(200);
    await agent.get(`/api/v1/tenants/${TENANTS.west}/incidents/${ost.incidentId}`).expect(404);
    await agent.get('/api/v1/no/such/route').expect(404);
    const after = await told();
    expect(value(after, list) - value(before, list)).toBe(1);
    expect(value(after, foreign) - value(before, foreign)).toBe(1);
    expect(value(after, COUNT('GET', 'none', '4xx'))).toBeGreaterThan(0);
  });

  it('tell the open streams and the connections of the pool', async () => {
    const stream = await openStream(test, 'coordinator', `/api/v1/tenants/${TENANTS.ost}/events`);
    await stream.next(({ type }) => type === 'resync');
    const text = await told();
    expect(value(text, 'bergfried_event_streams')).toBe(1);
    expect(text).toMatch(/bergfried_database_connections\{state="idle"\} [1-9]/);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    stream.close();
  });

  it('name no person, no member, no office, no id and no word of an incident', async () => {
    const title = 'Ein Titel, den nur Ost kennt';
    await call(await test.as('coordinator'), 'POST', `/api/v1/tenants/${TENANTS.ost}/incidents`, {
      body: incidentBody(title),
    });
    await test.anonymous().get(`/${ACTORS.coordinator.email}/${TENANTS.west}`);
    const text = await told();
    expect(text).toContain('/api/v1/tenants/:tenantId/incidents');
    for (const secret of [
      title,
      'Landkreis',
      'stelle-alpha',
      '@test.example',
      ...Object.values(TENANTS),
      ...Object.values(OFFICES),
      ost.incidentId,
    ])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('are not at the address of the product', async () => {
    await test.anonymous().get('/metrics').set('Accept', 'text/plain').expect(404);
    expect((await fetch(`${figuresUrl}/health/ready`)).status).toBe(200);
    expect((await fetch(`${figuresUrl}/anything`)).status).toBe(404);
    expect(metrics.getSingleMetric('bergfried_event_streams')).toBeDefined();
  });
});

describe('the end of an api', () => {
  it('is told first, then takes nothing, ends streams, and answers what it is answering', async () => {
    const agent = await test.as('coordinator');
    const stream = await openStream(test, 'coordinator', `/api/v1/tenants/${TENANTS.ost}/events`);
    await stream.next(({ type }) => type === 'resync');
    // A connection that a proxy keeps, and a request that waits for a lock while the end begins.
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    const [first] = (await once(get(`${test.url}/health/live`, { agent: kept }), 'response')) as [
      IncomingMessage,
    ];
    first.resume();
    await once(first, 'end');
    await test.sql('begin');
    await test.sql('lock table app.incident in access exclusive mode');
    const slow = agent.get(`/api/v1/tenants/${TENANTS.ost}/incidents`).then((response) => response);
    await eventually('the request to wait for the lock', async () => {
      const [row] = await test.sql<{ waiting: boolean }>(
        'select exists (select from pg_locks where not granted) as waiting',
      );
      return row?.waiting;
    });
    const ended = drainHttp(test.app, { noticeMs: 500, answersMs: 5000 });
    const ready = await fetch(`${test.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    await stream.ended(3000);
    await expect(fetch(`${test.url}/health/live`)).rejects.toThrow();
    await test.sql('commit');
    expect(body<{ items: unknown[] }>(await slow).items).not.toHaveLength(0);
    await ended;
    kept.destroy();
  });
});
