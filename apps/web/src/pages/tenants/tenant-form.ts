import type { SlugState, TenantDraft } from '../../api/setups.js';
import { slugForm } from '../../app/propose-slug.js';

export type TenantKind = TenantDraft['kind'];
export const tenantKinds = [
  'county',
  'city',
  'municipality',
  'municipal-enterprise',
] as const satisfies readonly TenantKind[];

/** What was typed so far; everything is text until it is sent. */
export interface TenantForm {
  kind: TenantKind;
  name: string;
  shortName: string;
  slug: string;
  plate: string;
  ags: string;
  parentId: string;
  authority: string;
}

export type TenantField = Exclude<keyof TenantForm, 'kind' | 'parentId'>;
/** Names of texts under `tenants.create`, by field. */
export type TenantErrors = Partial<
  Record<
    TenantField,
    | 'nameMissing'
    | 'shortNameMissing'
    | 'slugWrong'
    | 'slugTaken'
    | 'slugReserved'
    | 'plateWrong'
    | 'agsWrong'
    | 'authorityMissing'
  >
>;

/** Digits of the official key by kind; an enterprise has none. */
const digits: Record<TenantKind, readonly number[]> = {
  county: [5],
  city: [5, 8],
  municipality: [8],
  'municipal-enterprise': [],
};

export const hasAgs = (kind: TenantKind): boolean => digits[kind].length > 0;

/** What keeps the form from being sent, by field; the server checks all of it again. */
export function errorsOf(form: TenantForm, slugState: SlugState | undefined): TenantErrors {
  const errors: TenantErrors = {};
  if (form.name.trim().length < 2) errors.name = 'nameMissing';
  if (form.shortName.trim().length < 2) errors.shortName = 'shortNameMissing';
  if (!slugForm.test(form.slug)) errors.slug = 'slugWrong';
  else if (slugState === 'taken') errors.slug = 'slugTaken';
  else if (slugState === 'reserved') errors.slug = 'slugReserved';
  if (!/^[A-ZÄÖÜ]{1,4}$/.test(form.plate)) errors.plate = 'plateWrong';
  const ags = form.ags.replaceAll(' ', '');
  const state = Number(ags.slice(0, 2));
  if (
    hasAgs(form.kind) &&
    !(/^\d+$/.test(ags) && digits[form.kind].includes(ags.length) && state >= 1 && state <= 16)
  )
    errors.ags = 'agsWrong';
  if (form.authority.trim().length < 2) errors.authority = 'authorityMissing';
  return errors;
}

/** The form as it is sent. */
export function toDraft(form: TenantForm): TenantDraft {
  return {
    kind: form.kind,
    name: form.name.trim(),
    shortName: form.shortName.trim(),
    slug: form.slug,
    plate: form.plate,
    ags: hasAgs(form.kind) ? form.ags.replaceAll(' ', '') : null,
    parentId: form.parentId || null,
    dataProtectionAuthority: form.authority.trim(),
  };
}
