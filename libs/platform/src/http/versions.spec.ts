import 'reflect-metadata';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { ExecutionContext } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import { of, lastValueFrom } from 'rxjs';
import type { UnitOfWork } from '../persistence/unit-of-work.js';
import { Caller, CurrentUserId, IfMatch } from './decorators.js';
import { UnitOfWorkInterceptor } from './unit-of-work.interceptor.js';

/** What a parameter decorator takes from a request. */
function taken(decorator: () => ParameterDecorator, request: object): unknown {
  class Routes {
    route(_value: unknown): void {}
  }
  decorator()(Routes.prototype, 'route', 0);
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, Routes, 'route') as Record<
    string,
    { factory: (data: unknown, context: ExecutionContext) => unknown }
  >;
  const [found] = Object.values(args);
  if (!found) throw new Error('no parameter');
  return found.factory(undefined, {
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext);
}
const ifMatch = (header: string | undefined): unknown => taken(IfMatch, { get: () => header });

describe('If-Match', () => {
  it.each([
    ['"1"', 1],
    [' "42" ', 42],
    ['"999999999"', 999_999_999],
  ])('%s is version %i', (header, version) => {
    expect(ifMatch(header)).toBe(version);
  });

  it('is needed', () => {
    expect(() => ifMatch(undefined)).toThrow(
      expect.objectContaining({ key: 'version-missing', status: 428 }),
    );
  });

  it.each(['', '1', '*', 'W/"1"', '"1", "2"', '"-1"', '"1.5"', '"9999999999"', '"x"', '"1"; drop'])(
    '%s is no version of ours',
    (header) => {
      expect(() => ifMatch(header)).toThrow(expect.objectContaining({ key: 'version-stale', status: 412 }));
    },
  );
});

describe('what the guard left on the request', () => {
  it('is there, or the route is wrong', () => {
    expect(taken(Caller, { access: 'opened' })).toBe('opened');
    expect(() => taken(Caller, {})).toThrow('route without a scope');
    expect(taken(CurrentUserId, { user: { id: 'u' } })).toBe('u');
    expect(() => taken(CurrentUserId, {})).toThrow(expect.objectContaining({ key: 'not-signed-in' }));
  });
});

describe('ETag', () => {
  const interceptor = new UnitOfWorkInterceptor({} as UnitOfWork);
  /** Without a unit of the guard the handler runs as it is: public routes. */
  it('is left to rows that a unit of work answered with', async () => {
    const headers: Record<string, string> = {};
    const response = Object.assign(new EventEmitter(), {
      setHeader: (name: string, value: string) => (headers[name] = value),
    });
    const context = {
      switchToHttp: () => ({ getRequest: () => ({}), getResponse: () => response }),
    } as unknown as ExecutionContext;
    expect(await lastValueFrom(interceptor.intercept(context, { handle: () => of({ version: 3 }) }))).toEqual(
      { version: 3 },
    );
    expect(headers).toEqual({});
  });
});
