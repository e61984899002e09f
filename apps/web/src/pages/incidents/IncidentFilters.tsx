import { useCallback, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { categories, severities, type Tenant } from '../../api/types.js';
import { oneOf, without } from '../../app/search-string.js';
import { useLabel } from '../../i18n/use-label.js';
import { FilterSelect } from '../../ui/FilterSelect.js';
import { SearchBox } from '../../ui/SearchBox.js';
import { statusesOf, type IncidentSearch, type IncidentView } from './incident-search.js';

interface IncidentFiltersProps {
  search: IncidentSearch;
  view: IncidentView;
  /** Members to choose from; null in the scope of one. */
  tenants: readonly Tenant[] | null;
  /** "Kreis" or "Mitglied" */
  tenantWord: string;
  change: (next: IncidentSearch) => void;
  children: ReactNode;
}

export function IncidentFilters({
  search,
  view,
  tenants,
  tenantWord,
  change,
  children,
}: IncidentFiltersProps): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const setText = useCallback(
    (text: string): void => {
      change(text.trim() === '' ? without(search, 'q') : { ...search, q: text.trim() });
    },
    [search, change],
  );
  return (
    <div className="filters" role="search" aria-label={t('incidents.filter')}>
      <SearchBox
        label={t('incidents.search')}
        placeholder={t('incidents.searchPlaceholder')}
        value={search.q ?? ''}
        onChange={setText}
      />
      {tenants && (
        <FilterSelect
          label={tenantWord}
          values={search.kreis ? [search.kreis] : []}
          options={tenants.map((tenant) => ({ value: tenant.slug, label: tenant.shortName }))}
          onChange={(value) => change(value ? { ...search, kreis: value } : without(search, 'kreis'))}
        />
      )}
      <FilterSelect
        label={t('incidents.severity')}
        values={search.schwere ?? []}
        options={[...severities].reverse().map((value) => ({ value, label: label('severity', value) }))}
        onChange={(value) => {
          const chosen = oneOf(severities, value);
          change(chosen ? { ...search, schwere: [chosen] } : without(search, 'schwere'));
        }}
      />
      <FilterSelect
        label={t('incidents.category')}
        values={search.art ?? []}
        options={categories.map((value) => ({ value, label: label('category', value) }))}
        onChange={(value) => {
          const chosen = oneOf(categories, value);
          change(chosen ? { ...search, art: [chosen] } : without(search, 'art'));
        }}
      />
      <FilterSelect
        label={t('incidents.status')}
        values={search.status ?? []}
        options={statusesOf(view).map((value) => ({ value, label: label('status', value) }))}
        onChange={(value) => {
          const chosen = oneOf(statusesOf(view), value);
          change(chosen ? { ...search, status: [chosen] } : without(search, 'status'));
        }}
      />
      <span className="grow" />
      {children}
    </div>
  );
}
