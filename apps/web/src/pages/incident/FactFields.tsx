import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { categories, personalDataAnswers, severities } from '../../api/types.js';
import { legalEntitiesQuery } from '../../app/page-queries.js';
import { oneOf } from '../../app/search-string.js';
import type { Scope } from '../../app/scope.js';
import { useLabel } from '../../i18n/use-label.js';
import { DateTimeField } from '../../ui/DateTimeField.js';
import { CheckField, SelectField, TextAreaField, TextField } from '../../ui/Field.js';
import type { Facts } from './facts.js';

interface FactFieldsProps {
  scope: Scope;
  facts: Facts;
  change: (part: Partial<Facts>) => void;
  /** A changed "Kenntnis" moves the clocks, so it needs a reason. */
  awareChanged: boolean;
  awareReason: string;
  onAwareReason: (reason: string) => void;
}

export function FactFields(props: FactFieldsProps): ReactElement {
  const { scope, facts, change, awareChanged, awareReason, onAwareReason } = props;
  const { t } = useTranslation();
  const label = useLabel();
  const { data: entities } = useQuery(legalEntitiesQuery(scope.id));
  const byOffice = scope.roles.includes('officer') || scope.roles.includes('deputy');
  return (
    <>
      <TextField
        label={t('incident.facts.title_')}
        maxLength={200}
        value={facts.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextAreaField
        label={t('incident.facts.description')}
        hint={t('report.hint.description')}
        rows={4}
        value={facts.description}
        onChange={(event) => change({ description: event.target.value })}
      />
      <SelectField
        label={t('incident.facts.category')}
        value={facts.category}
        onChange={(value) => change({ category: oneOf(categories, value) ?? facts.category })}
        options={categories.map((value) => ({ value, label: label('category', value) }))}
      />
      <div className="form-pair">
        <SelectField
          label={t('incident.facts.severity')}
          value={facts.severity}
          onChange={(value) => change({ severity: oneOf(severities, value) ?? facts.severity })}
          options={severities.map((value) => ({ value, label: label('severity', value) }))}
        />
        <SelectField
          label={t('incident.facts.personalData')}
          value={facts.personalData}
          onChange={(value) =>
            change({ personalData: oneOf(personalDataAnswers, value) ?? facts.personalData })
          }
          options={personalDataAnswers.map((value) => ({ value, label: label('personalData', value) }))}
        />
      </div>
      <DateTimeField
        label={t('incident.facts.detectedAt')}
        value={facts.detectedAt}
        onChange={(detectedAt) => change({ detectedAt })}
      />
      <DateTimeField
        label={t('incident.facts.awareAt')}
        value={facts.awareAt}
        onChange={(awareAt) => change({ awareAt })}
      />
      {awareChanged && (
        <TextField
          label={t('incident.facts.awareReason')}
          hint={t('incident.facts.awareReasonHint')}
          value={awareReason}
          onChange={(event) => onAwareReason(event.target.value)}
        />
      )}
      <DateTimeField
        optional
        label={t('incident.facts.occurredAt')}
        value={facts.occurredAt}
        onChange={(occurredAt) => change({ occurredAt })}
      />
      {entities && entities.length > 1 && (
        <SelectField
          label={t('incident.facts.legalEntity')}
          value={facts.legalEntityId}
          onChange={(legalEntityId) => change({ legalEntityId })}
          options={entities.map((entity) => ({ value: entity.id, label: entity.name }))}
        />
      )}
      <CheckField
        label={t('report.field.socialData')}
        checked={facts.socialData}
        onChange={(socialData) => change({ socialData })}
      />
      <CheckField
        label={t('report.field.vehicleRegistration')}
        checked={facts.vehicleRegistration}
        onChange={(vehicleRegistration) => change({ vehicleRegistration })}
      />
      {!byOffice && (
        <CheckField
          label={t('report.field.visibility')}
          hint={t('report.hint.visibility')}
          checked={facts.visibility === 'county-only'}
          onChange={(only) => change({ visibility: only ? 'county-only' : 'county-and-office' })}
        />
      )}
    </>
  );
}
