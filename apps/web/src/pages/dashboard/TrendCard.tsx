import { TrendChart } from '@bergfried/charts';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { formatLongMonth, formatMonth } from '../../format/time.js';
import { Icon } from '../../ui/Icon.js';
import { Sized } from '../../ui/Sized.js';
import { monthLinks } from './links.js';
import { trendText } from './trend-text.js';

/** Reported and closed incidents of twelve months, as a picture or as a table of links. */
export function TrendCard({ data, asOf }: { data: Dashboard; asOf: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const [asTable, setAsTable] = useState(false);
  const { months } = data;
  const text = trendText(t, months);
  const title = t('dashboard.trend.chart', {
    from: formatLongMonth(months[0]?.month ?? ''),
    to: formatLongMonth(months.at(-1)?.month ?? ''),
  });
  return (
    <section className="card" aria-labelledby="verlauf-titel">
      <div className="card-head">
        <h2 id="verlauf-titel">{t('dashboard.trend.title')}</h2>
        <button
          type="button"
          className="link no-print"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon name={asTable ? 'chart' : 'table'} size={18} />
          {asTable ? t('common.showChart') : t('common.showTable')}
        </button>
      </div>
      {asTable ? (
        <div className="table-scroll">
          <table className="plain-table">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t('dashboard.trend.month')}</th>
                <th scope="col" className="num">
                  {t('dashboard.trend.reported')}
                </th>
                <th scope="col" className="num">
                  {t('dashboard.trend.closed')}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, reported, closed }) => {
                const to = monthLinks(month, asOf);
                return (
                  <tr key={month}>
                    <th scope="row">{formatLongMonth(month)}</th>
                    <td className="num">
                      <Link to="/$scope/vorfaelle" params={{ scope: scope.slug }} search={to.reported}>
                        {reported}
                      </Link>
                    </td>
                    <td className="num">
                      <Link to="/$scope/vorfaelle" params={{ scope: scope.slug }} search={to.closed}>
                        {closed}
                      </Link>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : (
        <Sized initial={900}>
          {(width) => (
            <TrendChart
              points={months.map(({ month, reported, closed }) => ({
                key: month,
                label: formatMonth(month),
                bar: reported,
                line: closed,
              }))}
              barName={t('dashboard.trend.reported')}
              lineName={t('dashboard.trend.closed')}
              title={title}
              description={text}
              lastIsPartial
              width={width}
              height={width < 440 ? 220 : 280}
            />
          )}
        </Sized>
      )}
      <p className="muted chart-text">{text}</p>
    </section>
  );
}
