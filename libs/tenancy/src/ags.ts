import type { Tenant } from './tenant.entity.js';

/** Digits of an official key by kind of member; the first two are the state, 01 to 16 (Destatis). */
const DIGITS: Record<Tenant['kind'], readonly number[]> = {
  county: [5],
  city: [5, 8], // a city that is no part of a county has the key of a county
  municipality: [8],
  'municipal-enterprise': [], // the key is that of a territory, and an enterprise has none
};

/** Whether a key can be the one of such a member; null is right for an enterprise only. */
export function agsFits(kind: Tenant['kind'], ags: string | null): boolean {
  if (ags === null) return DIGITS[kind].length === 0;
  const state = Number(ags.slice(0, 2));
  return /^\d+$/.test(ags) && DIGITS[kind].includes(ags.length) && state >= 1 && state <= 16;
}
