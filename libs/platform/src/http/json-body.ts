import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Problem } from '../problems/problem.js';
import { sendProblem } from '../problems/problem.filter.js';

/** Names that would reach an object's prototype instead of a field. */
const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
const LIMIT = 1024 * 1024; // bytes; the longest text field is 10,000 characters

const parse = express.json({
  limit: LIMIT,
  reviver: (key: string, value: unknown): unknown => {
    if (PROTOTYPE_NAMES.has(key)) throw new SyntaxError(`field name ${key} is not allowed`);
    return value;
  },
});

/**
 * Reads JSON objects only: 415 for other types, 413 above 1 MB, 400 for anything that is not one JSON object. A form is left
 * unread: the guard of uploads refuses it on every route that takes no file.
 */
export const jsonBody: RequestHandler = (request: Request, response: Response, next: NextFunction): void => {
  if (request.is('multipart/form-data')) {
    next();
    return;
  }
  const hasBody =
    request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (hasBody && request.is('application/json') === false) {
    request.resume();
    sendProblem(request, response, new Problem('media-type'));
    return;
  }
  parse(request, response, (error?: unknown) => {
    if (error === undefined && (!hasBody || isPlainObject(request.body))) {
      next();
      return;
    }
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 400;
    sendProblem(
      request,
      response,
      new Problem(status === 413 ? 'too-large' : status === 415 ? 'media-type' : 'malformed'),
    );
  });
};

function isPlainObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
