import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf, without } from '../../app/search-string.js';
import { useScope } from '../../app/use-scope.js';
import { formatDay } from '../../format/time.js';
import { Button } from '../../ui/Button.js';
import { Chips, type Chip } from '../../ui/Chips.js';
import { FilterDay } from '../../ui/FilterDay.js';
import { FilterSelect } from '../../ui/FilterSelect.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Tabs } from '../../ui/Tabs.js';
import { useTitle } from '../../ui/use-title.js';
import { securityCountQuery, securityListQuery } from './security-queries.js';
import { refusalKinds, securitySides, toSecurityQuery, type SecuritySearch } from './security-search.js';
import { SecurityTable } from './SecurityTable.js';
import '../../styles/list.css';
import '../../styles/stacked.css';

const route = getRouteApi('/signed-in/$scope/sicherheitsprotokoll');

/** Access that was refused: by people of one's own and upon one's own data; filters stand in the URL. */
export function SecurityPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const search = route.useSearch();
  const navigate = useNavigate();
  useTitle(t('security.title'), scope.shortName);

  const side = search.richtung === 'von' ? 'by' : 'upon';
  const other = side === 'by' ? 'upon' : 'by';
  const list = useInfiniteQuery(securityListQuery(scope, toSecurityQuery(search, side)));
  const { data: otherCount } = useQuery(securityCountQuery(scope, toSecurityQuery(search, other)));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;

  const change = (next: SecuritySearch): void => {
    void navigate({
      to: '/$scope/sicherheitsprotokoll',
      params: { scope: scope.slug },
      search: next,
      replace: true,
    });
  };
  const chips: Chip[] = [];
  const chip = (name: keyof SecuritySearch, text: string): void => {
    chips.push({ id: name, text, remove: () => change(without(search, name)) });
  };
  if (search.grund) chip('grund', t('security.chipReason', { text: t(`security.kind.${search.grund}`) }));
  if (search.von) chip('von', t('security.chipFrom', { date: formatDay(search.von) }));
  if (search.bis) chip('bis', t('security.chipTo', { date: formatDay(search.bis) }));

  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('security.title')}</h1>
          <p className="muted">
            {scope.kind === 'office'
              ? t('security.textOffice')
              : t('security.textTenant', { name: scope.name })}
          </p>
        </div>
        <PrintButton />
      </header>
      <Tabs
        label={t('security.sides')}
        current={side}
        onChange={(id) => change(id === 'by' ? { ...search, richtung: 'von' } : without(search, 'richtung'))}
        tabs={[...securitySides].reverse().map((id) => ({
          id,
          label: t(`security.side.${id}`),
          count: id === side ? total : otherCount,
        }))}
      />
      <div className="filter-area">
        <div className="filters" role="search" aria-label={t('security.filter')}>
          <FilterSelect
            label={t('security.reason')}
            values={search.grund ? [search.grund] : []}
            options={refusalKinds.map((value) => ({ value, label: t(`security.kind.${value}`) }))}
            onChange={(value) => {
              const kind = oneOf(refusalKinds, value);
              change(kind ? { ...search, grund: kind } : without(search, 'grund'));
            }}
          />
          <FilterDay
            label={t('security.from')}
            value={search.von}
            max={search.bis}
            onChange={(von) => change(von ? { ...search, von } : without(search, 'von'))}
          />
          <FilterDay
            label={t('security.to')}
            value={search.bis}
            min={search.von}
            onChange={(bis) => change(bis ? { ...search, bis } : without(search, 'bis'))}
          />
          <span className="grow" />
          <span className="muted nowrap" role="status">
            {total !== undefined && t('security.count', { count: total })}
          </span>
        </div>
        <Chips chips={chips} onReset={() => change(search.richtung ? { richtung: search.richtung } : {})} />
      </div>
      <ListProblem query={list} />
      {list.data && (
        <section className="card stack" aria-label={t(`security.side.${side}`)}>
          {rows.length === 0 ? (
            <div className="empty small">
              <Icon name="done" size={32} />
              <b>{chips.length > 0 ? t('security.noneFiltered') : t('security.none')}</b>
              {chips.length === 0 && <p>{t('security.noneText')}</p>}
            </div>
          ) : (
            <SecurityTable rows={rows} scope={scope} />
          )}
          {list.hasNextPage && (
            <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.more')}
            </Button>
          )}
        </section>
      )}
      <p className="muted small-print">{t('security.meaning')}</p>
    </div>
  );
}
