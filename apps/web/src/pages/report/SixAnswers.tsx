import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { categories, severities, type Tenant } from '../../api/types.js';
import { useNow } from '../../format/use-now.js';
import { useLabel } from '../../i18n/use-label.js';
import { Choice } from '../../ui/Choice.js';
import { ComboField } from '../../ui/ComboField.js';
import { DateTimeField } from '../../ui/DateTimeField.js';
import { TextField } from '../../ui/Field.js';
import { useMemberContext } from '../../ui/use-member-word.js';
import { useScope } from '../../app/use-scope.js';
import { quickTimes } from './quick-times.js';
import type { CheckedReport, ReportValues } from './report-form.js';

interface SixAnswersProps {
  form: UseFormReturn<ReportValues, unknown, CheckedReport>;
  /** null: the member is fixed. */
  tenants: readonly Tenant[] | null;
}

/** First letter large, as in a heading. */
const capital = (word: string): string => word.charAt(0).toLocaleUpperCase('de') + word.slice(1);

export function SixAnswers({ form, tenants }: SixAnswersProps): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const { control } = form;
  const now = useNow();
  const member = useMemberContext(useScope());
  return (
    <>
      <div data-field="title">
        <Controller
          control={control}
          name="title"
          render={({ field, fieldState }) => (
            <TextField
              {...field}
              autoFocus
              maxLength={200}
              label={t('report.field.title')}
              hint={t('report.hint.title')}
              error={fieldState.error?.message}
            />
          )}
        />
      </div>
      <div className={tenants ? 'form-pair' : ''}>
        <div data-field="category">
          <Controller
            control={control}
            name="category"
            render={({ field, fieldState }) => (
              <ComboField
                label={t('report.field.category')}
                options={categories.map((value) => ({ value, label: label('category', value) }))}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                error={fieldState.error?.message}
              />
            )}
          />
        </div>
        {tenants && (
          <div data-field="tenant">
            <Controller
              control={control}
              name="tenant"
              render={({ field, fieldState }) => (
                <ComboField
                  label={t('report.field.tenant', member)}
                  options={tenants.map((tenant) => ({ value: tenant.slug, label: tenant.name }))}
                  value={field.value}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  error={fieldState.error?.message}
                />
              )}
            />
          </div>
        )}
      </div>
      <div className="form-pair">
        <div data-field="detectedAt">
          <Controller
            control={control}
            name="detectedAt"
            render={({ field, fieldState }) => (
              <DateTimeField
                label={t('report.field.detectedAt')}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                error={fieldState.error?.message}
              />
            )}
          />
        </div>
        <div className="quick-times" role="group" aria-label={t('report.quick')}>
          {quickTimes(now).map((quick) => (
            <button
              key={quick.key}
              type="button"
              className="chip"
              onClick={() =>
                form.setValue('detectedAt', quick.at, { shouldValidate: true, shouldDirty: true })
              }
            >
              {t(`report.${quick.key}`)}
            </button>
          ))}
        </div>
      </div>
      <div data-field="severity">
        <Controller
          control={control}
          name="severity"
          render={({ field, fieldState }) => (
            <Choice
              name="severity"
              label={t('report.field.severity')}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              error={fieldState.error?.message}
              options={severities.map((value) => ({
                value,
                label: capital(label('severity', value)),
                note: t(`report.severityNote.${value}`),
                tone: `severity-${value}`,
              }))}
            />
          )}
        />
      </div>
      <div data-field="personalData">
        <Controller
          control={control}
          name="personalData"
          render={({ field, fieldState }) => (
            <Choice
              name="personalData"
              label={t('report.field.personalData')}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              error={fieldState.error?.message}
              options={[
                { value: 'yes', label: t('common.yes') },
                { value: 'no', label: t('common.no') },
                { value: 'unclear', label: t('common.unclear') },
              ]}
            />
          )}
        />
      </div>
    </>
  );
}
