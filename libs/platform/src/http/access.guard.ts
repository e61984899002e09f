import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { validate as isUuid } from 'uuid';
import { UnitOfWork, type Unit } from '../persistence/unit-of-work.js';
import { notFound, Problem } from '../problems/problem.js';
import { AccessResolver, type Access, type ScopeRequest } from './access.js';
import { ROUTE_RIGHT, STREAM, type RouteRight } from './decorators.js';

const units = new WeakMap<Request, Unit>();

/** The transaction that the guard opened for this request, once. */
export function takeUnit(request: Request): Unit | undefined {
  const unit = units.get(request);
  units.delete(request);
  return unit;
}

/** What is read only by tenant administration of the shell, belongs to the office itself or to the caller alone: not a look into a member. */
const UNTRACED = new Set(['tenant', 'catalogue', 'view']);

/**
 * Denies by default: a route that declares nothing is refused. Opens the transaction in which the database computes
 * the access and the interceptor later commits (ADR 0002), so that nothing can change between check and use.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly security = new Logger('security');

  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly resolver: AccessResolver,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const right = this.reflector.get<RouteRight | undefined>(ROUTE_RIGHT, context.getHandler());
    if (right?.kind === 'public') return true;
    if (!request.user) throw new Problem('not-signed-in');
    if (right?.kind === 'signed-in') return true;
    const scope = scopeOf(request);
    if (!right || !scope) {
      this.security.error(
        `route without a declared right or scope: ${context.getClass().name}.${context.getHandler().name}`,
      );
      throw new Problem('forbidden');
    }
    const wanted: ScopeRequest = { userId: request.user.id, ...scope, permission: right.permission };
    request.wanted = wanted; // what the security log says of a refusal, here or later
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    let unit = await this.unitOfWork.begin({ readOnly });
    try {
      request.access = await this.open(unit, wanted);
      const resource = right.permission.split(':', 1)[0] ?? right.permission;
      if (!UNTRACED.has(resource) && !this.resolver.isTraced(request.access, resource)) {
        // Once an hour. Who waits for a second connection while holding one stops everybody once all are held so.
        await unit.commit();
        await this.resolver.trace(request.access, resource);
        unit = await this.unitOfWork.begin({ readOnly });
        request.access = await this.open(unit, wanted);
      }
      if (this.reflector.get<boolean | undefined>(STREAM, context.getHandler())) {
        await unit.commit();
        return true;
      }
    } catch (error) {
      await unit.rollback();
      throw error;
    }
    units.set(request, unit);
    // Whatever goes wrong between guard and interceptor, the connection comes back with the answer.
    context
      .switchToHttp()
      .getResponse<Response>()
      .once('close', () => void takeUnit(request)?.rollback());
    return true;
  }

  private async open(unit: Unit, wanted: ScopeRequest): Promise<Access> {
    const access = isUuid(wanted.id) ? await this.resolver.open(unit.query, wanted) : null;
    if (access === 'forbidden') {
      this.security.warn({ event: 'right-missing', ...wanted });
      throw new Problem('forbidden');
    }
    if (access === null) {
      this.security.warn({ event: 'foreign-access', ...wanted });
      throw notFound();
    }
    return access;
  }
}

function scopeOf(request: Request): { scope: 'office' | 'tenant'; id: string } | null {
  const { officeId, tenantId } = request.params;
  if (typeof tenantId === 'string') return { scope: 'tenant', id: tenantId };
  if (typeof officeId === 'string') return { scope: 'office', id: officeId };
  return null;
}
