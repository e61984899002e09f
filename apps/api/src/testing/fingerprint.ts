import type { TestApp } from './test-app.js';

/** Not part of what a request may write: sessions and throttle of the callers, traces of the office's reads, counters of refusals. */
const BESIDE = new Set(['auth.session', 'auth.throttle', 'app.access_trace', 'app.security_event']);

/** Rows and content of every table, as superuser: `table → "rows hash"`. Two equal ones: nothing was written in between. */
export async function fingerprint(app: TestApp): Promise<Record<string, string>> {
  const tables = await app.sql<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('app', 'auth') order by 1`,
  );
  const wanted = tables.map(({ name }) => name).filter((name) => !BESIDE.has(name));
  const sums = await app.sql<{ name: string; content: string }>(
    wanted
      .map(
        (name) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as content from ${name} t`,
      )
      .join(' union all '),
  );
  return Object.fromEntries(sums.map(({ name, content }) => [name, content]));
}

/** Runs `work` and fails when any row of any table was added, changed or removed meanwhile. */
export async function expectNothingWritten<T>(app: TestApp, work: () => Promise<T>): Promise<T> {
  const before = await fingerprint(app);
  const result = await work();
  expect(await fingerprint(app)).toEqual(before);
  return result;
}
