import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Problem } from '../problems/problem.js';
import { sendProblem } from '../problems/problem.filter.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site sends with a visitor's cookie: browsers tell by Sec-Fetch-Site, older ones by
 * Origin. Neither header means no browser. (OWASP cross-site request forgery cheat sheet, fetch metadata.)
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (READING.has(request.method)) {
      next();
      return;
    }
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const sameHost = origin === undefined || origin === publicUrl || hostOf(origin) === request.get('host');
    const allowed = site === undefined ? sameHost : site === 'same-origin' || (site === 'none' && sameHost);
    if (allowed) next();
    else sendProblem(request, response, new Problem('cross-site'));
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
