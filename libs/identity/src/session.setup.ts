import { randomBytes } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import { Strategy } from 'passport-local';
import type { DataSource } from 'typeorm';
import { poolOf } from './pool.js';
import type { SessionService } from './session.service.js';

export const SESSION_COOKIE = 'bergfried.sid';
const TWELVE_HOURS_MS = 12 * 3_600_000;

/**
 * Server-side sessions in PostgreSQL and the passport strategy for e-mail and password.
 * The secret that signs cookies is made once per installation and kept in the database beside the sessions.
 * @param secure true behind TLS: the cookie then travels over https only
 */
export async function sessionMiddleware(
  dataSource: DataSource,
  sessions: SessionService,
  secure: boolean,
): Promise<RequestHandler[]> {
  const [row] = await dataSource.query<{ secret: string }[]>('select auth.cookie_secret($1) as secret', [
    randomBytes(32).toString('base64url'),
  ]);
  if (!row) throw new Error('no cookie secret');
  const Store = connectPgSimple(session);
  passport.use(
    new Strategy({ usernameField: 'email', passReqToCallback: true }, (request, email, password, done) => {
      sessions.signIn(email.trim().toLowerCase(), password, request.ip ?? '').then(
        (id) => done(null, { id }),
        (error: unknown) => done(error),
      );
    }),
  );
  passport.serializeUser((user, done) => done(null, user.id));
  passport.deserializeUser((id: string, done) => done(null, { id }));
  return [
    session({
      name: SESSION_COOKIE,
      secret: row.secret,
      resave: false,
      saveUninitialized: false,
      store: new Store({
        pool: poolOf(dataSource),
        schemaName: 'auth',
        tableName: 'session',
        disableTouch: true,
        pruneSessionInterval: false,
      }),
      cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: TWELVE_HOURS_MS },
    }),
    passport.session() as RequestHandler,
  ];
}
