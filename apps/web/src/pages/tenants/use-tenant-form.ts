import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlugState } from '../../api/setups.js';
import { proposeShortName, proposeSlug, slugForm } from '../../app/propose-slug.js';
import { slugQuery } from './setup-queries.js';
import { errorsOf, type TenantField, type TenantForm } from './tenant-form.js';

/** State of the form of a new member: what was typed, what it proposes, what is wrong. */
export interface TenantFormState {
  form: TenantForm;
  change: (patch: Partial<TenantForm>) => void;
  /** Sentences by field. */
  errors: Partial<Record<TenantField, string>>;
  slugState: SlugState | undefined;
}

/** Short name and address follow the name until somebody types them. */
export function useTenantForm(officeId: string): TenantFormState {
  const { t } = useTranslation();
  const [form, setForm] = useState<TenantForm>({
    kind: 'county',
    name: '',
    shortName: '',
    slug: '',
    plate: '',
    ags: '',
    parentId: '',
    authority: t('tenants.authorities.hbdi'),
  });
  const [typed, setTyped] = useState({ shortName: false, slug: false });
  const slug = useDeferredValue(form.slug);
  const { data: slugState } = useQuery({ ...slugQuery(officeId, slug), enabled: slugForm.test(slug) });

  const change = (patch: Partial<TenantForm>): void => {
    const own = {
      shortName: typed.shortName || patch.shortName !== undefined,
      slug: typed.slug || patch.slug !== undefined,
    };
    setTyped(own);
    const next = { ...form, ...patch };
    if (!own.shortName) next.shortName = proposeShortName(next.name);
    if (!own.slug) next.slug = proposeSlug(next.shortName);
    setForm(next);
  };

  const names = errorsOf(form, slug === form.slug ? slugState : undefined);
  const digits = form.kind === 'municipal-enterprise' ? '' : t(`tenants.create.agsHint.${form.kind}`);
  const errors = Object.fromEntries(
    Object.entries(names).map(([field, name]) => [field, t(`tenants.create.${name}`, { digits })]),
  );
  return { form, change, errors, slugState };
}
