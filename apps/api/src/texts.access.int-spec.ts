import { ACTORS, TENANTS } from '@bergfried/testing';
import { body, call } from './testing/call.js';
import { incidentBody } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

describe('what people write is kept as it is', () => {
  const texts = [
    'Łódź',
    '<script>alert(1)</script>',
    '日本語の件名と説明',
    '🔥🧯 Brand 👩‍🚒',
    'مرحبا بالعالم',
    'ẞtraße ﬁ e\u0301 Zürich',
    `'; drop table app.incident; --`,
    '{{7*7}} ${7*7} %s \\n "q"',
    'null',
    '0'.repeat(200),
    '😀'.repeat(200),
    'a\u2028b\u00a0c',
  ];

  it.each(texts)('%s', async (text) => {
    const agent = await test.as('coordinator');
    const created = body<{ id: string; title: string; description: string }>(
      await call(agent, 'POST', `/api/v1/tenants/${TENANTS.ost}/incidents`, {
        body: { ...incidentBody(text.padEnd(3, '!')), description: text },
      }),
      201,
    );
    expect([created.title, created.description]).toEqual([text.padEnd(3, '!'), text]);
    const path = `/api/v1/tenants/${TENANTS.ost}/incidents/${created.id}`;
    const entry = body<{ text: string }>(
      await call(agent, 'POST', `${path}/entries`, { body: { text } }),
      201,
    );
    expect(entry.text).toBe(text);
    const read = await agent.get(path);
    expect(read.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body<typeof created>(read)).toMatchObject({ title: created.title, description: text });
    expect((await agent.get(`${path}/entries`)).body.items[0].text).toBe(text);
    expect(await test.sql('select title, description from app.incident where id = $1', [created.id])).toEqual(
      [{ title: created.title, description: text }],
    );
  });

  it('control characters and outer white space go, line ends are joined, half characters become a visible one', async () => {
    const agent = await test.as('coordinator');
    const description =
      ' \t Zeile 1\r\nZeile 2\rZeile 3\u0007\u0000x'.replace('\u0000', '') +
      '\u009b[31m rot \u007f \ud800 Ende \n';
    const raw = JSON.stringify({ ...incidentBody(' Klingel\u0007\u001b[2J '), description });
    const created = await call(agent, 'POST', `/api/v1/tenants/${TENANTS.ost}/incidents`, {
      body: raw,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(body<{ title: string; description: string }>(created, 201)).toMatchObject({
      title: 'Klingel[2J',
      description: 'Zeile 1\nZeile 2\nZeile 3x[31m rot  \ufffd Ende',
    });
  });

  it('an empty or null description is none; a name of somebody else changes nobody', async () => {
    const agent = await test.as('coordinator');
    for (const description of ['', '   ', null]) {
      const created = await call(agent, 'POST', `/api/v1/tenants/${TENANTS.ost}/incidents`, {
        body: { ...incidentBody(), description, assetIds: [] },
      });
      expect(body<{ description: null; createdBy: object }>(created, 201)).toMatchObject({
        description: null,
        createdBy: { id: ACTORS.coordinator.userId },
      });
    }
  });
});
