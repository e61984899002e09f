import { Problem, type FieldError } from '@bergfried/platform';
import type { Fault } from './incident.changer.js';

/** Words for what stops one item, by the problem that would stop it alone; where it stands in the item. */
const CODES: Readonly<Record<string, readonly [code: FieldError['code'], field: string]>> = {
  'not-found': ['notHere', 'id'],
  'version-stale': ['stale', 'version'],
  'status-transition': ['transition', 'patch/status'],
  conflict: ['closed', 'id'],
};

/** @throws Problem 400 at every item whose incident stood before */
export function refuseTwice(items: readonly { readonly id: string }[]): void {
  const ids = items.map(({ id }) => id);
  const errors = ids.flatMap((id, index): FieldError[] =>
    ids.indexOf(id) < index ? [{ pointer: `/items/${String(index)}/id`, code: 'twice' }] : [],
  );
  if (errors.length > 0) throw new Problem('invalid', {}, errors);
}

/** One problem for all faults of a bulk change; its status is that of the gravest. */
export function bulkProblem(faults: readonly Fault[]): Problem {
  const errors = faults.map(({ index, problem }): FieldError => {
    const [code, field] = CODES[problem.key] ?? ['refused', 'patch'];
    return { pointer: `/items/${String(index)}/${field}`, code, params: problem.params };
  });
  const keys = faults.map(({ problem }) => problem.key);
  const key = (['not-found', 'version-stale'] as const).find((one) => keys.includes(one));
  return new Problem(key ?? 'bulk-refused', {}, errors);
}
