import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { tenantsQuery } from '../../app/queries.js';
import type { Scope } from '../../app/scope.js';
import { oneOf } from '../../app/search-string.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { AuthorityField } from './AuthorityField.js';
import { tenantKinds, type TenantField, type TenantForm } from './tenant-form.js';

interface TenantFieldsProps {
  scope: Scope;
  form: TenantForm;
  change: (patch: Partial<TenantForm>) => void;
  errors: Partial<Record<TenantField, string>>;
  slugFree: boolean;
}

/** Where the summary of errors finds a field. */
function Spot({ name, children }: { name: TenantField; children: ReactNode }): ReactElement {
  return <div data-field={name}>{children}</div>;
}

/** Master data of a new member. */
export function TenantFields({ scope, form, change, errors, slugFree }: TenantFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { data: tenants = [] } = useQuery(tenantsQuery(scope.id));
  const text = (name: 'name' | 'shortName' | 'slug' | 'plate' | 'ags') => ({
    label: t(`tenants.create.${name}`),
    value: form[name],
    error: errors[name],
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  const sharing = tenants.filter(({ plate }) => plate === form.plate).map(({ name }) => name);
  const year = new Date().getFullYear();
  const plateHint = sharing.length
    ? t('tenants.create.plateShared', { names: sharing.join(', ') })
    : t('tenants.create.plateHint', { example: `${form.plate || 'VB'}-V${String(year)}-001` });
  return (
    <>
      <SelectField
        label={t('tenants.create.kind')}
        value={form.kind}
        onChange={(value) => change({ kind: oneOf(tenantKinds, value) ?? form.kind })}
        options={tenantKinds.map((kind) => ({ value: kind, label: t(`tenants.kind.${kind}`) }))}
      />
      <Spot name="name">
        <TextField {...text('name')} autoFocus maxLength={200} hint={t('tenants.create.nameHint')} />
      </Spot>
      <div className="form-pair">
        <Spot name="shortName">
          <TextField {...text('shortName')} maxLength={60} hint={t('tenants.create.shortNameHint')} />
        </Spot>
        <Spot name="plate">
          <TextField
            {...text('plate')}
            maxLength={4}
            hint={plateHint}
            onChange={(event) => change({ plate: event.target.value.trim().toLocaleUpperCase('de') })}
          />
        </Spot>
      </div>
      <Spot name="slug">
        <TextField
          {...text('slug')}
          maxLength={60}
          spellCheck={false}
          autoCapitalize="none"
          hint={t('tenants.create.slugHint', { url: `/${form.slug || 'vogelsberg'}/vorfaelle` })}
        />
        <p className="muted small-print" role="status">
          {slugFree && !errors.slug ? t('tenants.create.slugFree') : ''}
        </p>
      </Spot>
      <div className="form-pair">
        {form.kind !== 'municipal-enterprise' && (
          <Spot name="ags">
            <TextField
              {...text('ags')}
              inputMode="numeric"
              maxLength={11}
              hint={t(`tenants.create.agsHint.${form.kind}`)}
            />
          </Spot>
        )}
        {tenants.length > 0 && (
          <SelectField
            label={t('tenants.create.parent')}
            hint={t('tenants.create.parentHint')}
            value={form.parentId}
            onChange={(parentId) => change({ parentId })}
            options={[
              { value: '', label: t('tenants.create.parentNone') },
              ...tenants.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </div>
      <Spot name="authority">
        <AuthorityField
          label={t('tenants.create.authority')}
          hint={t('tenants.create.authorityHint')}
          proposals={[t('tenants.authorities.hbdi'), t('tenants.authorities.bfdi')]}
          value={form.authority}
          error={errors.authority}
          onChange={(authority) => change({ authority })}
        />
      </Spot>
    </>
  );
}
