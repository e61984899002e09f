import type { Request, Response } from 'express';
import { sameOriginOnly } from './same-origin.js';

const PUBLIC = 'https://isms.example.org';
const HOST = 'internal:3000'; // behind a proxy the host differs from the public address

function outcome(
  method: string,
  site: string | undefined,
  origin: string | undefined,
  host: string | undefined = HOST,
): number | 'passed' {
  let status: number | 'passed' | undefined;
  const headers: Record<string, string | undefined> = { 'sec-fetch-site': site, origin, host };
  const response = {
    status: (code: number) => ((status = code), response),
    setHeader: () => response,
    type: () => response,
    send: () => response,
  };
  const request = { method, headers: {}, get: (name: string) => headers[name] };
  sameOriginOnly(PUBLIC)(
    request as unknown as Request,
    response as unknown as Response,
    () => (status = 'passed'),
  );
  if (status === undefined) throw new Error('neither passed nor answered');
  return status;
}

const ORIGINS = [
  undefined,
  PUBLIC,
  `http://${HOST}`,
  'https://evil.example',
  'null',
  'not a url',
  `${PUBLIC}.evil.example`,
] as const;
const OURS = new Set<string | undefined>([undefined, PUBLIC, `http://${HOST}`]);

describe('writes from a browser', () => {
  for (const site of [
    undefined,
    'same-origin',
    'none',
    'same-site',
    'cross-site',
    'something new',
  ] as const) {
    for (const origin of ORIGINS) {
      // what the browser says of itself decides; where it says nothing (old, or none at all), or a person typed the address, the origin does
      const expected =
        site === 'same-origin' || ((site === undefined || site === 'none') && OURS.has(origin))
          ? 'passed'
          : 403;
      it(`${String(expected)}: Sec-Fetch-Site ${String(site)}, Origin ${String(origin)}`, () => {
        for (const method of ['POST', 'PATCH', 'PUT', 'DELETE', 'TRACE', 'post'])
          expect(outcome(method, site, origin)).toBe(expected);
      });
    }
  }

  it('never stop reading', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      expect(outcome(method, 'cross-site', 'https://evil.example')).toBe('passed');
  });

  it('need a host to be compared with', () => {
    expect(outcome('POST', undefined, 'null', '')).toBe(403);
  });
});
