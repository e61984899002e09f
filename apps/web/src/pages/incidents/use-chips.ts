import { useTranslation } from 'react-i18next';
import { without } from '../../app/search-string.js';
import { formatDay } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import type { Chip } from '../../ui/Chips.js';
import type { IncidentSearch } from './incident-search.js';

/** Every acting filter as a chip, also those no drop-down shows (period, cut-off). */
export function useIncidentChips(
  search: IncidentSearch,
  tenantName: (slug: string) => string,
  change: (next: IncidentSearch) => void,
): Chip[] {
  const { t } = useTranslation();
  const label = useLabel();
  const chips: Chip[] = [];
  const add = (text: string, ...names: (keyof IncidentSearch)[]): void => {
    const remove = (): void => change(without(search, ...names));
    chips.push({ id: names.join(), text, remove });
  };
  const words = (
    group: 'severity' | 'category' | 'status' | 'personalData',
    values: readonly string[],
  ): string => values.map((value) => label(group, value)).join(', ');

  if (search.asOf) add(t('incidents.chip.asOf', { date: formatDay(search.asOf) }), 'asOf');
  if (search.q) add(t('incidents.chip.q', { text: search.q }), 'q');
  if (search.kreis) add(t('incidents.chip.tenant', { text: tenantName(search.kreis) }), 'kreis');
  if (search.schwere)
    add(t('incidents.chip.severity', { text: words('severity', search.schwere) }), 'schwere');
  if (search.art) add(t('incidents.chip.category', { text: words('category', search.art) }), 'art');
  if (search.status) add(t('incidents.chip.status', { text: words('status', search.status) }), 'status');
  if (search.personendaten) {
    add(
      t('incidents.chip.personalData', { text: words('personalData', search.personendaten) }),
      'personendaten',
    );
  }
  if (search.frist) add(t('incidents.chip.overdue'), 'frist');
  addPeriod('detected', search.von, search.bis, ['von', 'bis']);
  addPeriod('closed', search.geschlossenVon, search.geschlossenBis, ['geschlossenVon', 'geschlossenBis']);
  return chips;

  function addPeriod(
    kind: 'detected' | 'closed',
    from: string | undefined,
    to: string | undefined,
    names: (keyof IncidentSearch)[],
  ): void {
    if (from && to) add(t(`incidents.chip.${kind}`, { from: formatDay(from), to: formatDay(to) }), ...names);
    else if (from) add(t(`incidents.chip.${kind}From`, { from: formatDay(from) }), ...names);
    else if (to) add(t(`incidents.chip.${kind}To`, { to: formatDay(to) }), ...names);
  }
}
