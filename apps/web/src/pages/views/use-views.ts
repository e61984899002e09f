import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { toast } from '../../ui/toast.js';
import {
  createView,
  deleteView,
  updateView,
  viewsQuery,
  type NewView,
  type View,
  type ViewList,
  type ViewPatch,
} from './view-data.js';
import { filterText, readView } from './view-search.js';

/** How a list page hands its search over. */
export interface ViewPlace<S extends { sicht?: string }> {
  scope: Scope;
  list: ViewList;
  /** As it acts now. */
  search: S;
  /** Reads stored parameters as the page reads its address; what is not valid (any more) falls away. */
  read: (raw: Record<string, unknown>) => S;
  change: (next: S) => void;
  /** false while the page cannot tell yet whether a filter is valid. */
  ready?: boolean;
}

export interface Views {
  all: readonly View[];
  loaded: boolean;
  /** The open one. */
  active: View | undefined;
  /** The filters are no longer those of the open view. */
  isChanged: boolean;
  /** Parameters of the open view that are not valid any more. */
  dropped: number;
  /** The filters as they would be stored. */
  filter: string;
  open: (view: View | null) => void;
}

/** The own views of a list: which is open, whether it was changed, and the start view when the list is entered. */
export function useViews<S extends { sicht?: string }>(place: ViewPlace<S>): Views {
  const { scope, list, search, read, change, ready = true } = place;
  const { data } = useQuery(viewsQuery(scope, list));
  const all = data ?? [];
  const start = all.find((view) => view.isStart);
  const active = all.find((view) => view.id === search.sicht);
  const filter = filterText(search);
  const stored = active && readView(active.query, read);

  const open = (view: View | null): void => {
    if (view) change({ ...readView(view.query, read).search, sicht: view.id });
    else change((start ? { sicht: 'standard' } : {}) as S);
  };

  // Once, when the list is entered without any filter: later an empty filter is what somebody chose.
  const entered = useRef(false);
  useEffect(() => {
    if (entered.current || !data || !ready) return;
    entered.current = true;
    if (start && Object.keys(search).length === 0) open(start);
  });

  return {
    all,
    loaded: data !== undefined,
    active,
    isChanged: stored !== undefined && filterText(stored.search) !== filter,
    dropped: stored?.dropped ?? 0,
    filter,
    open,
  };
}

/** Writes to the own views of a list. */
export function useViewWrites(
  scope: Scope,
  list: ViewList,
): {
  create: UseMutationResult<View, Error, Omit<NewView, 'list'>>;
  update: UseMutationResult<View, Error, { view: View; patch: ViewPatch }>;
  remove: UseMutationResult<void, Error, View>;
} {
  const { t } = useTranslation();
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: viewsQuery(scope, list).queryKey });
  return {
    create: useMutation({
      mutationFn: (view: Omit<NewView, 'list'>) => createView(scope, { ...view, list }),
      onSuccess: async (view) => {
        toast(t('views.saved', { name: view.name }));
        await again();
      },
    }),
    update: useMutation({
      mutationFn: ({ view, patch }: { view: View; patch: ViewPatch }) => updateView(scope, view, patch),
      onSuccess: async ({ name }, { patch }) => {
        if (patch.name !== undefined) toast(t('views.renamed', { name }));
        else if (patch.query !== undefined) toast(t('views.saved', { name }));
        else toast(patch.isStart ? t('views.startSet', { name }) : t('views.startEnded'));
      },
      onSettled: again, // also when it failed: another window may have changed or deleted it
    }),
    remove: useMutation({
      mutationFn: ({ id }: View) => deleteView(scope, id),
      onSuccess: (_, { name }) => toast(t('views.deleted', { name })),
      onSettled: again,
    }),
  };
}
