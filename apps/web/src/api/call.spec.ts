import { call, callOnce, joined, present, setSessionEndedHandler } from './call.js';
import { ApiProblem } from './problem.js';

const answer = (status: number, headers: Record<string, string> = {}): Response =>
  ({ status, headers: { get: (name: string) => headers[name] ?? null } }) as unknown as Response;

describe('callOnce', () => {
  it('answers data', async () => {
    await expect(callOnce(() => Promise.resolve({ data: { id: 1 } }))).resolves.toEqual({ id: 1 });
  });

  it('turns a problem document into an error with fields and waiting time', async () => {
    const body = {
      title: 'Zu viele Versuche',
      errors: [{ pointer: '/title', code: 'length', params: {}, message: 'x' }],
    };
    const failing = callOnce(() =>
      Promise.resolve({ error: body, response: answer(429, { 'retry-after': '30' }) }),
    );
    await expect(failing).rejects.toMatchObject({ status: 429, title: 'Zu viele Versuche', retryAfter: 30 });
  });

  it('has status 0 when nothing answered, and tolerates a page of a proxy', async () => {
    await expect(callOnce(() => Promise.resolve({ error: new TypeError('failed') }))).rejects.toMatchObject({
      status: 0,
    });
    const proxy = callOnce(() => Promise.resolve({ error: '<html>', response: answer(502) }));
    await expect(proxy).rejects.toMatchObject({ status: 502, errors: [] });
  });
});

describe('call', () => {
  it('waits for a new sign-in and asks once more', async () => {
    const order: string[] = [];
    setSessionEndedHandler(() => {
      order.push('signed in');
      return Promise.resolve();
    });
    let tries = 0;
    const result = await call(() => {
      tries += 1;
      order.push(`try ${tries}`);
      return Promise.resolve(tries === 1 ? { error: {}, response: answer(401) } : { data: 'saved' });
    });
    expect(result).toBe('saved');
    expect(order).toEqual(['try 1', 'signed in', 'try 2']);
  });

  it('gives other refusals on', async () => {
    await expect(call(() => Promise.resolve({ error: {}, response: answer(403) }))).rejects.toBeInstanceOf(
      ApiProblem,
    );
  });
});

it('absent values are absent in the request', () => {
  expect(present({ a: undefined, b: '', c: null, d: 0, e: false, f: 'x' })).toEqual({
    d: 0,
    e: false,
    f: 'x',
  });
  expect(joined(['a', 'b'])).toBe('a,b');
  expect(joined(undefined)).toBeUndefined();
});
