import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Strict headers: own scripts and styles only, plus the hashed inline ones of the built page. */
export function securityHeaders(options: HeaderOptions): RequestHandler {
  const pages = headers(options, []);
  // Swagger's reference page brings inline styles; it shows the public document only, and scripts stay strict there too.
  const reference = headers(options, ["'unsafe-inline'"]);
  return (request: Request, response: Response, next: NextFunction): void => {
    (request.path.startsWith('/api/docs') ? reference : pages)(request, response, next);
  };
}

interface HeaderOptions {
  readonly secure: boolean;
  readonly inlineHashes: readonly string[];
}

function headers({ secure, inlineHashes }: HeaderOptions, looserStyles: readonly string[]): RequestHandler {
  const hashes = inlineHashes.map((hash) => `'${hash}'`);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...hashes],
        styleSrc: ["'self'", ...(looserStyles.length > 0 ? looserStyles : hashes)],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}
