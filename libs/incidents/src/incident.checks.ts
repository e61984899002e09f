import { CLOCK_TOLERANCE_MS, invalidField, Problem, type Access } from '@bergfried/platform';

/** @throws Problem 400 for a time in the future, 422 for times that do not fit together */
export function checkTimes(
  access: Access,
  times: { readonly detectedAt: Date; readonly occurredAt: Date | null; readonly awareAt: Date },
): void {
  const latest = access.now.getTime() + CLOCK_TOLERANCE_MS;
  for (const name of ['detectedAt', 'occurredAt', 'awareAt'] as const) {
    if ((times[name]?.getTime() ?? 0) > latest) throw invalidField(`/${name}`, 'future');
  }
  if (times.occurredAt && times.occurredAt > times.detectedAt) throw new Problem('occurred-after-detected');
  if (times.awareAt < times.detectedAt) throw new Problem('aware-before-detected');
}

/** "nur Kreis" is the member's own word. @throws Problem 422 when the office says it */
export function checkVisibility(access: Access, visibility: string | undefined): void {
  if (visibility === 'county-only' && access.ownTenantIds.length === 0)
    throw new Problem('county-only-by-office');
}
