import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Strict headers: own scripts and styles only, plus the hashed inline ones of the built page. */
export function securityHeaders({ secure, inlineHashes }: { readonly secure: boolean; readonly inlineHashes: readonly string[] }): RequestHandler {
  const hashes = inlineHashes.map((hash) => `'${hash}'`);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...hashes],
        styleSrc: ["'self'", ...hashes],
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
