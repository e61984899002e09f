import {
  BadRequestException,
  Logger,
  NotFoundException,
  PayloadTooLargeException,
  type ArgumentsHost,
} from '@nestjs/common';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { invalidField, notFound, Problem } from './problem.js';
import { ProblemFilter } from './problem.filter.js';

interface Answer {
  status?: number;
  type?: string;
  headers: Record<string, string>;
  body: { type: string; title: string; detail: string; status: number; traceId: string; errors: unknown[] };
  destroyed: boolean;
}

function answerTo(
  error: unknown,
  { language, headersSent = false }: { language?: string; headersSent?: boolean } = {},
): Answer {
  const answer: Answer = {
    headers: {},
    body: { type: '', title: '', detail: '', status: 0, traceId: '', errors: [] },
    destroyed: false,
  };
  const response = {
    headersSent,
    destroy: () => (answer.destroyed = true),
    status: (status: number) => ((answer.status = status), response),
    setHeader: (name: string, value: string) => ((answer.headers[name.toLowerCase()] = value), response),
    type: (type: string) => ((answer.type = type), response),
    send: (text: string) => ((answer.body = JSON.parse(text) as Answer['body']), response),
  };
  const request = { id: 'trace-1', method: 'GET', path: '/x', headers: { 'accept-language': language } };
  const http = { getRequest: () => request, getResponse: () => response };
  new ProblemFilter().catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return answer;
}

const sql = (code: string, message = 'secret_table: geheim'): QueryFailedError =>
  new QueryFailedError('select geheim', [], Object.assign(new Error(message), { code }));

describe('every error', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it.each([
    ['a problem of ours', new Problem('version-stale'), 412, 'version-stale'],
    ['a row that is not there', notFound(), 404, 'not-found'],
    ['a route that is not there', new NotFoundException(), 404, 'not-found'],
    ['a bad request of Nest', new BadRequestException(), 400, 'malformed'],
    ['too large', new PayloadTooLargeException(), 413, 'too-large'],
    ['an error of Express with a status', Object.assign(new Error('x'), { status: 415 }), 415, 'media-type'],
    ['another client error of Express', Object.assign(new URIError('x'), { status: 418 }), 400, 'malformed'],
    ['the wall of the database', sql('42501'), 404, 'not-found'],
    ['a serialisation failure', sql('40001'), 409, 'conflict'],
    ['a deadlock', sql('40P01'), 409, 'conflict'],
    ['a statement that took too long', sql('57014'), 503, 'unavailable'],
    ['a backend that was ended', sql('57P01'), 503, 'unavailable'],
    ['too many connections', sql('53300'), 503, 'unavailable'],
    [
      'a connection that was refused',
      Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      503,
      'unavailable',
    ],
    ['no free connection in time', new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    ['a connection that died', new Error('Connection terminated unexpectedly'), 503, 'unavailable'],
    [
      'a connection that died between two statements',
      new QueryRunnerAlreadyReleasedError(),
      503,
      'unavailable',
    ],
    ['a mistake in our SQL', sql('42P01'), 500, 'unexpected'],
    ['a constraint that nobody mapped', sql('23505'), 500, 'unexpected'],
    ['a mistake in our code', new TypeError('x is not a function'), 500, 'unexpected'],
    ['something that is no error', 'text', 500, 'unexpected'],
    ['nothing', undefined, 500, 'unexpected'],
    ['a server error with a status', Object.assign(new Error('x'), { status: 502 }), 500, 'unexpected'],
  ])('leaves as a problem document: %s', (_, error, status, key) => {
    const answer = answerTo(error);
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json',
      headers: { 'cache-control': 'no-store', 'content-language': 'de' },
    });
    expect(answer.body).toMatchObject({
      type: `urn:bergfried:problem:${key}`,
      status,
      traceId: 'trace-1',
      errors: [],
    });
    expect(answer.body.title && answer.body.detail).toBeTruthy();
  });

  it('tells nothing of what was inside', () => {
    for (const error of [
      sql('42P01'),
      sql('23505'),
      new Error('geheim'),
      Object.assign(new Error('geheim'), { status: 400 }),
    ]) {
      expect(JSON.stringify(answerTo(error).body)).not.toMatch(/geheim|secret_table|select/);
    }
  });

  it('speaks the language of the caller', () => {
    expect(answerTo(notFound(), { language: 'en-GB,de;q=0.5' })).toMatchObject({
      headers: { 'content-language': 'en' },
      body: { title: 'Not here' },
    });
    expect(answerTo(notFound(), { language: 'fr, de' })).toMatchObject({
      body: { title: 'Gibt es hier nicht' },
    });
  });

  it('names invalid fields with words, code and parameters', () => {
    expect(answerTo(invalidField('/title', 'length', { min: 3, max: 200 })).body.errors).toEqual([
      {
        pointer: '/title',
        code: 'length',
        params: { min: 3, max: 200 },
        message: 'Bitte 3 bis 200 Zeichen.',
      },
    ]);
  });

  it('says how long to wait', () => {
    expect(answerTo(new Problem('too-many-requests', { seconds: 42 }))).toMatchObject({
      status: 429,
      headers: { 'retry-after': '42' },
      body: { detail: expect.stringContaining('42 Sekunden') },
    });
    expect(answerTo(new Problem('too-many-requests')).headers['retry-after']).toBe('60');
  });

  it('gives the number to ask for where something unexpected happened', () => {
    expect(answerTo(new Error('x')).body.detail).toContain('trace-1');
  });

  it('cuts an answer that has begun, instead of mixing two', () => {
    expect(answerTo(notFound(), { headersSent: true })).toMatchObject({ destroyed: true, headers: {} });
  });
});
