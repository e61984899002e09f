import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import type {} from 'passport'; // its types put `user` on the request
import { Problem } from '../problems/problem.js';
import type { Access, ScopeRequest } from './access.js';

export const ROUTE_RIGHT = 'bergfried:right';
export const STREAM = 'bergfried:stream';

/** What a route declares about who may call it. */
export type RouteRight =
  | { readonly kind: 'public'; readonly reason: string }
  | { readonly kind: 'signed-in'; readonly reason: string }
  | { readonly kind: 'permission'; readonly permission: string };

/** The caller needs this permission in the office or tenant of the path. */
export const RequirePermission = (permission: string): MethodDecorator =>
  SetMetadata(ROUTE_RIGHT, { kind: 'permission', permission } satisfies RouteRight);

/** Open to anybody; the reason stands in the route inventory. */
export const Public = (reason: string): MethodDecorator =>
  SetMetadata(ROUTE_RIGHT, { kind: 'public', reason } satisfies RouteRight);

/** Open to every signed-in person, no scope; the reason stands in the route inventory. */
export const SignedIn = (reason: string): MethodDecorator =>
  SetMetadata(ROUTE_RIGHT, { kind: 'signed-in', reason } satisfies RouteRight);

/** The route authorises inside a transaction, but answers outside of it (event streams, files). */
export const Stream = (): MethodDecorator => SetMetadata(STREAM, true);

/** The access that the guard opened. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Access => {
  const { access } = context.switchToHttp().getRequest<Request>();
  if (!access) throw new Error('route without a scope asks for its access');
  return access;
});

/** Id of the signed-in person. */
export const CurrentUserId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { user } = context.switchToHttp().getRequest<Request>();
  if (!user) throw new Problem('not-signed-in');
  return user.id;
});

const VERSION = /^"(\d{1,9})"$/;

/** The version in If-Match. @throws Problem 428 without the header, 412 when it is no version of ours */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<Request>().get('if-match');
  if (header === undefined) throw new Problem('version-missing');
  const version = VERSION.exec(header.trim())?.[1];
  if (version === undefined) throw new Problem('version-stale');
  return Number(version);
});

/** Documents If-Match on a route that changes an existing row. */
export const NeedsVersion = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'Gelesene Fassung, zum Beispiel "3"',
      schema: { type: 'string' },
    }),
  );

declare global {
  // How passport and Express want their request typed.
  namespace Express {
    interface User {
      id: string;
    }
    interface Request {
      access?: Access;
      /** What the guard was asked for; also there when it refused. */
      wanted?: ScopeRequest;
    }
  }
}
