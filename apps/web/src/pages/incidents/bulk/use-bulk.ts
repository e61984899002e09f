import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentListItem } from '../../../api/types.js';
import { toast } from '../../../ui/toast.js';
import { changeRows, type BulkPatch, type TenantResult } from './bulk-data.js';

/** Everything that shows an incident or counts some. */
const touched = [
  'incident',
  'entries',
  'incident-list',
  'incident-count',
  'duty-list',
  'duty-count',
  'dashboard',
];

export interface Bulk {
  results: readonly TenantResult[];
  pending: boolean;
  /** Changes the rows; answers whether all of them were. */
  save: (rows: readonly IncidentListItem[], patch: BulkPatch) => Promise<boolean>;
  forget: () => void;
}

/** Changes chosen rows, one request for each member, and offers to take back what has no legal effect: the severity. */
export function useBulk(): Bulk {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [results, setResults] = useState<readonly TenantResult[]>([]);
  const [pending, setPending] = useState(false);
  const readAgain = (): Promise<unknown> =>
    Promise.all(touched.map((name) => client.invalidateQueries({ queryKey: [name] })));

  const undo = async (
    changed: readonly IncidentListItem[],
    before: ReadonlyMap<string, BulkPatch>,
  ): Promise<void> => {
    const outcome = await changeRows(changed, (row) => before.get(row.id) ?? {});
    toast(t(outcome.some(({ problem }) => problem !== null) ? 'bulk.undoFailed' : 'bulk.undone'));
    await readAgain();
  };

  const save = async (rows: readonly IncidentListItem[], patch: BulkPatch): Promise<boolean> => {
    setPending(true);
    try {
      const outcome = await changeRows(rows, () => patch);
      const changed = outcome.flatMap((result) => result.changed);
      const failed = outcome.some(({ problem }) => problem !== null);
      const before = new Map(rows.map(({ id, severity }): [string, BulkPatch] => [id, { severity }]));
      setResults(failed || outcome.length > 1 ? outcome : []);
      if (changed.length > 0)
        toast(
          t('bulk.done', { count: changed.length }),
          // A state in the timeline is a statement of somebody; it is moved on, not taken back.
          patch.status === undefined
            ? { label: t('bulk.undo'), run: () => void undo(changed, before) }
            : undefined,
        );
      await readAgain();
      return !failed;
    } finally {
      setPending(false);
    }
  };
  return { results, pending, save, forget: () => setResults([]) };
}
