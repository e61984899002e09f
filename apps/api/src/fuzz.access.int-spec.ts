import fc from 'fast-check';
import type { Response } from 'supertest';
import { call, problem } from './testing/call.js';
import { bodySchema, differences, operationOf, type Document } from './testing/document.js';
import type { ExampleRequest } from './testing/example.js';
import { openOst } from './testing/open-ost.js';
import { EXAMPLES } from './testing/examples.js';
import { damaged, madeUp, replacement } from './testing/made-up.js';
import type { Place } from './testing/place.js';
import type { Method } from './testing/routes.js';
import type { Agent, TestApp } from './testing/test-app.js';

/** Every route that changes something, those without a body among them. */
const KEYS = Object.keys(EXAMPLES).filter((key) => !/^(GET|DELETE) /.test(key));

/** The same bodies every time; another number tries others. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124);
/** Requests for each route and kind. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 20);
/** An answer later than this counts as none. */
const LONGEST_MS = 10_000;

let test: TestApp;
let ost: Place;
let document: Document;

beforeAll(async () => {
  ({ test, ost, document } = await openOst());
});
afterAll(() => test.close());
afterEach(() => test.sql('delete from auth.throttle'));

/** Sends content as JSON where an example would be accepted; the row is new or has its present version each time. */
async function sendTo(
  key: string,
  content: (request: ExampleRequest) => unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const example = EXAMPLES[key];
  if (!example) throw new Error(`${key} has no example`);
  const request = await example.make(ost);
  const agent: Agent = example.owner ? await test.as(example.owner) : test.anonymous();
  const version = request.version === undefined ? {} : { version: request.version };
  const made = content(request);
  const body = Buffer.isBuffer(made) ? made : JSON.stringify(made);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), LONGEST_MS);
  });
  const answer = call(agent, key.split(' ')[0] as Method, request.path, {
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...version,
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** An answer is what the document promises, or a problem that says what to do; never a fault of ours. */
function expectSound(key: string, answer: Response): void {
  if (answer.status >= 500) throw new Error(`${String(answer.status)}: ${answer.text}`);
  if (answer.status >= 400) {
    problem(answer, answer.status);
    return;
  }
  const schema = operationOf(document, key).responses[String(answer.status)]?.content?.['application/json']
    ?.schema;
  if (schema) expect(differences(document, schema, answer.body)).toEqual([]);
  else expect(answer.text).toBe('');
}

describe.each(KEYS)('%s', (key) => {
  it('answers everything that its schema makes up', async () => {
    const schema = bodySchema(document, key) ?? {};
    await fc.assert(
      fc.asyncProperty(madeUp(document, schema), async (content) =>
        expectSound(key, await sendTo(key, () => content)),
      ),
      { seed, numRuns },
    );
  });

  it('answers a body that fits but for a few fields', async () => {
    const schema = bodySchema(document, key) ?? {};
    const accepted = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(replacement(document, schema), async (fields) => {
        const answer = await sendTo(key, ({ body }) => ({ ...body, ...fields }));
        accepted.add(answer.status < 400);
        expectSound(key, answer);
      }),
      { seed, numRuns },
    );
    if (bodySchema(document, key)) expect(accepted).toContain(true); // it did get past the first check
  });

  it('answers damaged bytes', async () => {
    const { body = {} } = (await EXAMPLES[key]?.make(ost)) ?? {};
    const types = [
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data',
    ];
    const damage = damaged(Buffer.from(JSON.stringify(body)));
    await fc.assert(
      fc.asyncProperty(damage, fc.constantFrom(...types), async (bytes, type) =>
        expectSound(key, await sendTo(key, () => bytes, { 'Content-Type': type })),
      ),
      { seed, numRuns },
    );
  });
});
