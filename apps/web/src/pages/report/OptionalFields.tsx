import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { legalEntitiesQuery } from '../../app/page-queries.js';
import { DateTimeField } from '../../ui/DateTimeField.js';
import { CheckField, SelectField, TextAreaField } from '../../ui/Field.js';
import type { CheckedReport, ReportValues } from './report-form.js';

export interface OptionalFieldsProps {
  form: UseFormReturn<ReportValues, unknown, CheckedReport>;
  tenantId: string | undefined;
  /** Only the member itself may keep an incident to itself. */
  byCounty: boolean;
}

/** The fields behind "Weitere Angaben"; they come when it is opened. */
export function OptionalFields({ form, tenantId, byCounty }: OptionalFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { control } = form;
  const { data: entities } = useQuery({
    ...legalEntitiesQuery(tenantId ?? ''),
    enabled: tenantId !== undefined,
  });
  return (
    <div className="more-fields">
      <div data-field="description">
        <Controller
          control={control}
          name="description"
          render={({ field, fieldState }) => (
            <TextAreaField
              {...field}
              rows={4}
              label={t('report.field.description')}
              hint={t('report.hint.description')}
              error={fieldState.error?.message}
            />
          )}
        />
      </div>
      <div className="form-pair">
        {(['occurredAt', 'awareAt'] as const).map((name) => (
          <div key={name} data-field={name}>
            <Controller
              control={control}
              name={name}
              render={({ field, fieldState }) => (
                <DateTimeField
                  label={t(`report.field.${name}`)}
                  hint={t(`report.hint.${name}`)}
                  value={field.value}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  error={fieldState.error?.message}
                />
              )}
            />
          </div>
        ))}
      </div>
      {entities && entities.length > 1 && (
        <div data-field="legalEntityId">
          <Controller
            control={control}
            name="legalEntityId"
            render={({ field, fieldState }) => (
              <SelectField
                label={t('report.field.legalEntityId')}
                value={field.value || (entities.find((entity) => entity.isDefault)?.id ?? '')}
                onChange={field.onChange}
                error={fieldState.error?.message}
                options={entities.map((entity) => ({
                  value: entity.id,
                  label: entity.name,
                }))}
              />
            )}
          />
        </div>
      )}
      <div className="checks">
        <Controller
          control={control}
          name="socialData"
          render={({ field }) => (
            <CheckField
              label={t('report.field.socialData')}
              hint={t('report.hint.socialData')}
              checked={field.value}
              onChange={field.onChange}
            />
          )}
        />
        <Controller
          control={control}
          name="vehicleRegistration"
          render={({ field }) => (
            <CheckField
              label={t('report.field.vehicleRegistration')}
              checked={field.value}
              onChange={field.onChange}
            />
          )}
        />
        {byCounty && (
          <Controller
            control={control}
            name="countyOnly"
            render={({ field }) => (
              <CheckField
                label={t('report.field.visibility')}
                hint={t('report.hint.visibility')}
                checked={field.value}
                onChange={field.onChange}
              />
            )}
          />
        )}
      </div>
    </div>
  );
}
