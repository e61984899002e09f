import type { Logger } from 'pino';
import { createLogger, NestLogger } from './logger.js';

/** Lines that a logger writes while `work` runs, as objects. */
function linesOf(work: (logger: Logger) => void): Record<string, unknown>[] {
  const written: string[] = [];
  const logger = createLogger('test', 'trace');
  const stream = (logger as unknown as Record<symbol, { write: (line: string) => void }>)[
    Object.getOwnPropertySymbols(logger).find((symbol) => symbol.description === 'pino.stream') ??
      Symbol('none')
  ];
  if (!stream) throw new Error('pino keeps its stream elsewhere');
  stream.write = (line) => void written.push(line);
  work(logger);
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('leaves secrets out', () => {
    const [line] = linesOf((logger) =>
      logger.info({
        req: {
          headers: { cookie: 'bergfried.sid=geheim', authorization: 'Bearer geheim', accept: 'text/html' },
        },
        res: { headers: { 'set-cookie': 'geheim' } },
        body: {
          password: 'geheim',
          currentPassword: 'geheim',
          newPassword: 'geheim',
          token: 'geheim',
          email: 'a@example.org',
        },
      }),
    );
    expect(JSON.stringify(line)).not.toContain('geheim');
    expect(line).toMatchObject({
      name: 'test',
      req: { headers: { accept: 'text/html', cookie: '[entfernt]' } },
      body: { email: 'a@example.org' },
    });
  });

  it('takes the messages of Nest with their context, and errors with their stack', () => {
    const lines = linesOf((logger) => {
      const nest = new NestLogger(logger);
      nest.log('started', 'Nest');
      nest.warn({ event: 'foreign-access', userId: 'u' }, 'security');
      nest.error(new Error('kaputt'), 'http');
      nest.debug('d', 'c');
      nest.verbose('v', 'c');
      nest.fatal('f', 'c');
    });
    expect(lines.map(({ level, context, msg }) => [level, context, msg])).toEqual([
      [30, 'Nest', 'started'],
      [40, 'security', undefined],
      [50, 'http', 'kaputt'],
      [20, 'c', 'd'],
      [10, 'c', 'v'],
      [60, 'c', 'f'],
    ]);
    expect(lines[1]).toMatchObject({ event: 'foreign-access', userId: 'u' });
    expect(lines[2]).toMatchObject({ err: { type: 'Error', stack: expect.stringContaining('logger.spec') } });
  });
});
