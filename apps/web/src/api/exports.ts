import { officeJobFindOne, tenantJobFindOne, type JobRunResponse } from '@bergfried/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';
import type { ScopeRef } from './types.js';

/** Media types that a list can be asked for. */
const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type ExportFormat = keyof typeof mediaTypes;

/** What a list answers: a file, or the work that makes it. */
export type Exported =
  | { readonly kind: 'file'; readonly name: string; readonly content: Blob }
  | { readonly kind: 'work'; readonly id: string };

export interface ExportRequest {
  readonly scope: ScopeRef;
  /** Below the scope, for example `incidents`. */
  readonly list: string;
  /** Filter and order as the list itself is asked, in the words of the API; several values are joined. */
  readonly query: object;
  readonly format: ExportFormat;
  readonly language: string;
}

const scopePath = ({ kind, id }: ScopeRef): string =>
  `/api/v1/${kind === 'office' ? 'offices' : 'tenants'}/${id}`;

/** Address of a list with its filter; what is absent is left out. */
export function exportHref({ scope, list, query }: Pick<ExportRequest, 'scope' | 'list' | 'query'>): string {
  const filter = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, string | number | readonly string[] | undefined][]) {
    const text = typeof value === 'object' ? value.join(',') : String(value ?? '');
    if (text !== '') filter.set(name, text);
  }
  return `${scopePath(scope)}/${list}${filter.size > 0 ? `?${filter.toString()}` : ''}`;
}

/** Asks a list for a file. Throws ApiProblem like every call. */
export function exportList(request: ExportRequest): Promise<Exported> {
  return call<Exported>(async () => {
    let response: Response;
    try {
      response = await fetch(exportHref(request), {
        headers: { Accept: mediaTypes[request.format], 'Accept-Language': request.language },
      });
    } catch (error) {
      return { error };
    }
    if (!response.ok) return { error: await response.json().catch(() => ({})), response };
    if (response.status === 202) {
      const { id } = (await response.json()) as JobRunResponse;
      return { data: { kind: 'work', id }, response };
    }
    // An answer that breaks off rejects here: half a file is none.
    const content = await response.blob().catch(() => null);
    if (content === null) return { error: {} };
    const name = nameOf(response.headers.get('content-disposition') ?? '') ?? `Export.${request.format}`;
    return { data: { kind: 'file', name, content }, response };
  });
}

/** The name that the server gave the file (RFC 8187). */
export function nameOf(disposition: string): string | undefined {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return full === undefined ? undefined : decodeURIComponent(full);
}

/** The stream tells of each step; this is for the moments when it is down. */
const askAgainMs = 3000;

/** How far the work on a file is. */
export const exportJobQuery = (scope: ScopeRef, id: string | null) =>
  queryOptions({
    queryKey: ['job', scope.id, id],
    queryFn: ({ signal }) =>
      call(() =>
        scope.kind === 'office'
          ? officeJobFindOne({ path: { officeId: scope.id, id: id ?? '' }, signal })
          : tenantJobFindOne({ path: { tenantId: scope.id, id: id ?? '' }, signal }),
      ),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data?.state === 'done' || state.data?.state === 'failed' ? false : askAgainMs,
  });

/** Address of a finished file, or null; the browser saves it. */
export function exportFileHref(scope: ScopeRef, run: JobRunResponse): string | null {
  const id = run.result?.['exportId'];
  return run.state === 'done' && typeof id === 'string' ? `${scopePath(scope)}/exports/${id}/file` : null;
}
