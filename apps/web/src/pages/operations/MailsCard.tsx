import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedMail } from '../../api/operations.js';
import type { Scope } from '../../app/scope.js';
import { useTenants } from '../../app/use-tenants.js';
import { formatDateTime } from '../../format/time.js';
import { Button } from '../../ui/Button.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { Tabs } from '../../ui/Tabs.js';
import { mailsQuery } from './operations-queries.js';
import { useMailKindName } from './use-names.js';

const views: Readonly<Record<'open' | 'all', readonly LoggedMail['state'][]>> = {
  open: ['unclear', 'refused'],
  all: [],
};

/** What became of the mails; first those that need somebody. */
export function MailsCard({ scope }: { scope: Scope }): ReactElement {
  const { t } = useTranslation();
  const [view, setView] = useState<'open' | 'all'>('open');
  const list = useInfiniteQuery(mailsQuery(scope, views[view]));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  return (
    <section className="card stack" aria-labelledby="mails">
      <div className="card-head">
        <h2 id="mails">{t('operations.mailsTitle')}</h2>
        <ExportMenu
          scope={scope}
          name={t('operations.mailsTitle')}
          list="mails"
          query={{ state: views[view] }}
        />
      </div>
      <p className="muted">{t('operations.mailsText')}</p>
      <Tabs
        label={t('operations.states')}
        tabs={[
          { id: 'open', label: t('operations.mailsOpen'), count: view === 'open' ? total : undefined },
          { id: 'all', label: t('operations.mailsAll'), count: view === 'all' ? total : undefined },
        ]}
        current={view}
        onChange={(id) => setView(id === 'all' ? 'all' : 'open')}
      />
      <ListProblem query={list} />
      {list.data && rows.length === 0 && (
        <div className="empty small">
          <Icon name="done" size={32} />
          <b>{view === 'open' ? t('operations.mailsNone') : t('operations.mailsNoneAtAll')}</b>
        </div>
      )}
      {rows.length > 0 && <MailTable scope={scope} rows={rows} />}
      {list.hasNextPage && (
        <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </section>
  );
}

function MailTable({ scope, rows }: { scope: Scope; rows: readonly LoggedMail[] }): ReactElement {
  const { t } = useTranslation();
  const { nameOf } = useTenants(scope);
  const kindName = useMailKindName();
  return (
    <div
      className="table-scroll"
      tabIndex={0}
      role="group"
      aria-label={t('common.scrollable', { caption: t('operations.mailsTitle') })}
    >
      <table className="plain-table stacked">
        <thead>
          <tr>
            <th scope="col">{t('operations.time')}</th>
            <th scope="col">{t('operations.kind')}</th>
            <th scope="col">{t('operations.person')}</th>
            <th scope="col">{t('operations.member')}</th>
            <th scope="col">{t('operations.state')}</th>
            <th scope="col">{t('operations.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={t('operations.time')}>{formatDateTime(row.changedAt)}</td>
              <td data-label={t('operations.kind')}>{kindName(row.kind)}</td>
              <td data-label={t('operations.person')}>
                {row.userName ??
                  t(row.kind === 'invitation' ? 'operations.invitee' : 'operations.nobodyHere')}
              </td>
              <td data-label={t('operations.member')}>
                {row.tenantId === null ? t('operations.office') : nameOf(row.tenantId)}
              </td>
              <td data-label={t('operations.state')}>{t(`operations.mailStates.${row.state}`)}</td>
              <td data-label={t('operations.reason')}>{row.problem ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
