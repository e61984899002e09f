import type { NextFunction, Request, Response } from 'express';
import { Histogram } from 'prom-client';
import { metrics } from './registry.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const duration = new Histogram({
  name: 'bergfried_http_request_duration_seconds',
  help: 'Duration of answered HTTP requests by template of the route; event streams are left out',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [metrics],
});

/** Measures each request until its answer is out. A client that left before counts too, with status `aborted`. */
export function httpMetrics(request: Request, response: Response, next: NextFunction): void {
  const stop = duration.startTimer();
  response.once('close', () => {
    if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return;
    stop({
      method: METHODS.has(request.method) ? request.method : 'other',
      route: routeOf(request, response),
      status: response.writableFinished ? `${String(response.statusCode).slice(0, 1)}xx` : 'aborted',
    });
  });
  next();
}

/** The template (`/api/v1/tenants/:tenantId/incidents/:id`); what met no route is one of two words, never an address. */
function routeOf(request: Request, response: Response): string {
  const template = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof template === 'string') return template;
  return response.statusCode < 400 ? 'page or file' : 'none';
}
