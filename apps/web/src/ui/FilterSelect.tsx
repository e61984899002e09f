import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from './Field.js';

interface FilterSelectProps {
  label: string;
  options: readonly Option[];
  /** Chosen values; more than one came with a link and shows as "mehrere". */
  values: readonly string[];
  onChange: (value: string | undefined) => void;
}

const several = '__several__';

/** A drop-down of the filter bar. */
export function FilterSelect({ label, options, values, onChange }: FilterSelectProps): ReactElement {
  const { t } = useTranslation();
  const value = values.length > 1 ? several : (values[0] ?? '');
  return (
    <label className="filter-select">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          if (event.target.value !== several) onChange(event.target.value || undefined);
        }}
      >
        <option value="">{t('common.all')}</option>
        {values.length > 1 && <option value={several}>{t('common.several')}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
