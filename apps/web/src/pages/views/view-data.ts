import {
  officeViewCreate,
  officeViewDelete,
  officeViewFindAll,
  officeViewUpdate,
  tenantViewCreate,
  tenantViewDelete,
  tenantViewFindAll,
  tenantViewUpdate,
  type CreateViewRequest,
  type UpdateViewRequest,
  type ViewResponse,
} from '@bergfried/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call, ifMatch } from '../../api/call.js';
import type { ScopeRef } from '../../api/types.js';

export type View = ViewResponse;
export type ViewList = View['list'];
export type NewView = CreateViewRequest;
export type ViewPatch = UpdateViewRequest;

/** A person has thirty at most. */
const whole = { limit: 100 };
const minute = 60_000;

/** The own views of one list, by name. */
export const viewsQuery = (scope: ScopeRef, list: ViewList) =>
  queryOptions({
    queryKey: ['views', scope.id, list],
    queryFn: async ({ signal }) => {
      const query = { list, ...whole };
      const page = await call(() =>
        scope.kind === 'office'
          ? officeViewFindAll({ path: { officeId: scope.id }, query, signal })
          : tenantViewFindAll({ path: { tenantId: scope.id }, query, signal }),
      );
      return page.items.toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
    },
    staleTime: 5 * minute,
  });

export const createView = (scope: ScopeRef, body: NewView): Promise<View> =>
  call(() =>
    scope.kind === 'office'
      ? officeViewCreate({ path: { officeId: scope.id }, body })
      : tenantViewCreate({ path: { tenantId: scope.id }, body }),
  );

/** 412 when it was changed meanwhile, in another window. */
export const updateView = (scope: ScopeRef, { id, version }: View, body: ViewPatch): Promise<View> =>
  call(() =>
    scope.kind === 'office'
      ? officeViewUpdate({ path: { officeId: scope.id, id }, body, headers: ifMatch(version) })
      : tenantViewUpdate({ path: { tenantId: scope.id, id }, body, headers: ifMatch(version) }),
  );

export async function deleteView(scope: ScopeRef, id: string): Promise<void> {
  await call(() =>
    scope.kind === 'office'
      ? officeViewDelete({ path: { officeId: scope.id, id } })
      : tenantViewDelete({ path: { tenantId: scope.id, id } }),
  );
}
