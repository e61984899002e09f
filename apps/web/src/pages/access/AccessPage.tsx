import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { accessListQuery } from '../../app/page-queries.js';
import { useScope } from '../../app/use-scope.js';
import { formatDay, formatTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { Button } from '../../ui/Button.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { useTitle } from '../../ui/use-title.js';

const hour = 3_600_000;

/** What the office read here: the county's own view of the access trace. */
export function AccessPage(): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const list = useInfiniteQuery(accessListQuery(scope.id));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  useTitle(t('access.title'), scope.shortName);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('access.title')}</h1>
          <p className="muted">{t('access.text')}</p>
        </div>
        <div className="row">
          <ExportMenu scope={scope} name={t('access.title')} list="accesses" />
          <PrintButton />
        </div>
      </header>
      <ListProblem query={list} />
      {list.data && (
        <section className="card">
          {rows.length === 0 ? (
            <div className="empty small">
              <Icon name="visibility" size={32} />
              <b>{t('access.none')}</b>
            </div>
          ) : (
            <div
              className="table-scroll"
              tabIndex={0}
              role="group"
              aria-label={t('common.scrollable', { caption: t('access.title') })}
            >
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t('access.hour')}</th>
                    <th scope="col">{t('access.actor')}</th>
                    <th scope="col">{t('access.role')}</th>
                    <th scope="col">{t('access.resource')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => {
                    const from = new Date(row.hour).getTime();
                    return (
                      <tr key={`${row.hour}-${row.userId}-${row.resource}`}>
                        <td className="nowrap">
                          {t('access.span', {
                            day: formatDay(from),
                            from: formatTime(from),
                            to: formatTime(from + hour),
                          })}
                        </td>
                        <td>{row.actorName ?? t('common.none')}</td>
                        <td>{label('role', row.role)}</td>
                        <td>{label('resource', row.resource)}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          )}
          {list.hasNextPage && (
            <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.more')}
            </Button>
          )}
        </section>
      )}
    </div>
  );
}
