import { randomUUID } from 'node:crypto';
import { TENANTS, type ActorName } from '@bergfried/testing';
import type { Response } from 'supertest';
import { call, problem } from './testing/call.js';
import { readDocument } from './testing/document.js';
import { hoursAgo, incidentBody, inviteBody, settle, type Place } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const incidents = `/api/v1/tenants/${TENANTS.ost}/incidents`;

let test: TestApp;
let ost: Place;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
});
afterAll(() => test.close());

const post = async (
  key: string,
  body: Readonly<Record<string, unknown>>,
  { actor = 'coordinator', path = incidents }: { actor?: ActorName; path?: string } = {},
): Promise<Response> =>
  call(await test.as(actor), 'POST', path, { body, headers: { 'Idempotency-Key': key } });

const count = async (title: string): Promise<number> =>
  (await test.row<{ n: number }>('select count(*)::int as n from app.incident where title = $1', [title])).n;

describe('a POST of a member with an Idempotency-Key', () => {
  it('has one effect; the repetition gets the first answer: status, body and ETag', async () => {
    const key = randomUUID();
    const body = incidentBody('Einmal genügt');
    const first = await post(key, body);
    const second = await post(key, body);
    expect(first.status).toBe(201);
    expect([second.status, second.body, second.headers['etag']]).toEqual([
      201,
      first.body,
      first.headers['etag'],
    ]);
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await count('Einmal genügt')).toBe(1);
  });

  it('gets the Location of work that was begun again', async () => {
    const key = randomUUID();
    const options = { actor: 'officer', path: `/api/v1/tenants/${TENANTS.ost}/reports` } as const;
    const body = { kind: 'county-quarter', period: '2024-Q2' };
    const first = await post(key, body, options);
    const second = await post(key, body, options);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(first.headers['location']).toMatch(/\/jobs\//);
    expect(second.headers['location']).toBe(first.headers['location']);
  });

  it('is refused with another body, at another address or with another version', async () => {
    const key = randomUUID();
    const body = incidentBody('Erster Inhalt');
    expect((await post(key, body)).status).toBe(201);
    for (const answer of [
      await post(key, { ...body, title: 'Zweiter Inhalt' }),
      await post(key, { text: 'Notiz' }, { path: `${incidents}/${ost.incidentId}/entries` }),
    ])
      expect(problem(answer, 422).type).toBe('urn:bergfried:problem:idempotency-key-used');
    expect(await count('Zweiter Inhalt')).toBe(0);
  });

  it('belongs to one person at one member', async () => {
    const key = randomUUID();
    const body = incidentBody('Derselbe Schlüssel');
    const answers = [
      await post(key, body),
      await post(key, body, { actor: 'officer' }),
      await post(key, body, {
        actor: 'coordinatorWest',
        path: `/api/v1/tenants/${TENANTS.west}/incidents`,
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await count('Derselbe Schlüssel')).toBe(3);
  });

  it('keeps no error: what was mended goes through under the same key', async () => {
    const key = randomUUID();
    const wrong = { ...incidentBody('Erst falsch'), occurredAt: hoursAgo(1), detectedAt: hoursAgo(3) };
    problem(await post(key, wrong), 422);
    problem(await post(key, { ...wrong, severity: 'schlimm' }), 400);
    expect((await post(key, incidentBody('Erst falsch'))).status).toBe(201);
    expect(await count('Erst falsch')).toBe(1);
  });

  it('sent twenty times at once has one effect; the others hear the same answer or that it is at work', async () => {
    const key = randomUUID();
    const body = incidentBody('Zwanzigfach');
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(key, body)));
    expect(await count('Zwanzigfach')).toBe(1);
    expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.body.title).toBe('Zwanzigfach');
      else expect(problem(answer, 409).type).toBe('urn:bergfried:problem:idempotency-in-flight');
    }
    expect((await post(key, body)).body.title).toBe('Zwanzigfach');
  });

  it('is 409 as long as the first is at work', async () => {
    const key = randomUUID();
    const body = incidentBody('Noch in Arbeit');
    // The first waits at the counter of the references, which somebody holds.
    await test.sql('begin');
    await test.sql('select from app.reference_counter where tenant_id = $1 for update', [TENANTS.ost]);
    const first = post(key, body);
    try {
      await waitFor(async () => {
        const { n } = await test.row<{ n: number }>(
          `select count(*)::int as n from pg_locks where locktype = 'advisory' and granted and mode = 'ExclusiveLock'
             and pid in (select pid from pg_stat_activity where application_name = 'bergfried-api' and state <> 'idle' and wait_event_type = 'Lock')`,
        );
        return n > 0;
      });
      problem(await post(key, body), 409);
    } finally {
      await test.sql('rollback');
    }
    expect((await first).status).toBe(201);
    expect(await count('Noch in Arbeit')).toBe(1);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(201)],
    ['not ASCII', 'schl\u00fcssel'],
    ['a tab', 'a\tb'],
  ])('with a key that is %s is 400, and nothing is written', async (_, key) => {
    const answer = await post(key, incidentBody('Falscher Schlüssel'));
    expect(problem(answer, 400).type).toBe('urn:bergfried:problem:idempotency-key-invalid');
    expect(await count('Falscher Schlüssel')).toBe(0);
  });

  it('lasts a day', async () => {
    const key = randomUUID();
    const body = incidentBody('Am nächsten Tag');
    expect((await post(key, body)).status).toBe(201);
    await test.sql(`update app.idempotency_key set created_at = created_at - interval '25 hours'`);
    expect((await post(key, body)).headers['idempotency-replayed']).toBeUndefined();
    expect(await count('Am nächsten Tag')).toBe(2);
    expect((await post(key, body)).headers['idempotency-replayed']).toBe('true');
  });

  it('leaves nothing readable behind, not even a link that is shown once', async () => {
    const key = randomUUID();
    const first = await post(key, inviteBody('auditor'), {
      actor: 'officer',
      path: `/api/v1/tenants/${TENANTS.ost}/members`,
    });
    expect(first.status).toBe(201);
    const token = (first.body as { invitation: { url: string } }).invitation.url.split('/').at(-1) ?? '';
    const rows = await test.sql<{ text: string }>(
      `select encode(answer, 'escape') || encode(key_hash, 'escape') as text from app.idempotency_key`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => text.includes(token) || text.includes(key))).toEqual([]);
  });

  it('is forgotten by the housekeeping of the worker', async () => {
    await test.sql(`update app.idempotency_key set created_at = created_at - interval '25 hours'`);
    await test.sql('select app.forget_idempotency_keys()');
    expect(await test.sql('select 1 from app.idempotency_key')).toEqual([]);
  });
});

it('every POST of a member names the header in the document, and no other route does', async () => {
  const { paths } = await readDocument(test);
  const wrong = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(
        ([method, { parameters }]) =>
          (method === 'post' && path.includes('{tenantId}')) !==
          parameters.some(({ name }) => name === 'Idempotency-Key'),
      )
      .map(([method]) => `${method} ${path}`),
  );
  expect(wrong).toEqual([]);
});

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('did not happen');
}
