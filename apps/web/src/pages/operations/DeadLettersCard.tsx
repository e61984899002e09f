import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { retryDeadLetter, type DeadLetter, type DeadLetterState } from '../../api/operations.js';
import type { Scope } from '../../app/scope.js';
import { useTenants } from '../../app/use-tenants.js';
import { formatDateTime } from '../../format/time.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { Tabs } from '../../ui/Tabs.js';
import { toast } from '../../ui/toast.js';
import { useProblemText } from '../incident/use-submission.js';
import { deadLettersQuery } from './operations-queries.js';
import { useWorkName } from './use-names.js';

const states: readonly DeadLetterState[] = ['failed', 'running', 'done'];

/** Work that failed for good, with the way to try again. */
export function DeadLettersCard({ scope }: { scope: Scope }): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const workName = useWorkName();
  const [state, setState] = useState<DeadLetterState>('failed');
  const list = useInfiniteQuery(deadLettersQuery(scope, state));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const retry = useMutation({
    mutationFn: (letter: DeadLetter) => retryDeadLetter(scope, letter),
    onSuccess: (letter) => toast(t('operations.retried', { work: workName(letter.subscriber) })),
    onSettled: () => client.invalidateQueries({ queryKey: ['dead-letters', scope.id] }),
  });
  const problem = useProblemText(retry.error);
  const total = list.data?.pages[0]?.total;
  return (
    <section className="card stack" aria-labelledby="dead-letters">
      <div className="card-head">
        <h2 id="dead-letters">{t('operations.failedTitle')}</h2>
        <ExportMenu scope={scope} name={t('operations.failedTitle')} list="dead-letters" query={{ state }} />
      </div>
      <p className="muted">{t('operations.failedText')}</p>
      <Tabs
        label={t('operations.states')}
        tabs={states.map((id) => ({
          id,
          label: t(`operations.${id}`),
          count: id === state ? total : undefined,
        }))}
        current={state}
        onChange={(id) => setState(states.find((one) => one === id) ?? 'failed')}
      />
      {problem && <Alert kind="danger" role="alert" title={problem} />}
      <ListProblem query={list} />
      {list.data && rows.length === 0 && (
        <div className="empty small">
          <Icon name="done" size={32} />
          <b>{t(`operations.none.${state}`)}</b>
        </div>
      )}
      {rows.length > 0 && (
        <DeadLetterTable
          scope={scope}
          rows={rows}
          busy={retry.isPending}
          onRetry={(letter) => retry.mutate(letter)}
        />
      )}
      {list.hasNextPage && (
        <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </section>
  );
}

interface DeadLetterTableProps {
  scope: Scope;
  rows: readonly DeadLetter[];
  busy: boolean;
  onRetry: (letter: DeadLetter) => void;
}

function DeadLetterTable({ scope, rows, busy, onRetry }: DeadLetterTableProps): ReactElement {
  const { t } = useTranslation();
  const { nameOf } = useTenants(scope);
  const workName = useWorkName();
  const retryable = rows.some((row) => row.state === 'failed');
  return (
    <div
      className="table-scroll"
      tabIndex={0}
      role="group"
      aria-label={t('common.scrollable', { caption: t('operations.failedTitle') })}
    >
      <table className="plain-table stacked">
        <thead>
          <tr>
            <th scope="col">{t('operations.time')}</th>
            <th scope="col">{t('operations.work')}</th>
            <th scope="col">{t('operations.member')}</th>
            <th scope="col">{t('operations.reason')}</th>
            <th scope="col">{t('operations.attempts')}</th>
            {retryable && <th scope="col">{t('operations.action')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const work = workName(row.subscriber);
            const time = formatDateTime(row.failedAt);
            return (
              <tr key={row.id}>
                <td data-label={t('operations.time')}>{time}</td>
                <td data-label={t('operations.work')}>{work}</td>
                <td data-label={t('operations.member')}>
                  {row.tenantId === null ? t('operations.office') : nameOf(row.tenantId)}
                </td>
                <td data-label={t('operations.reason')} className="broken">
                  {row.error}
                </td>
                <td data-label={t('operations.attempts')}>{row.attempts}</td>
                {retryable && (
                  <td>
                    {row.state === 'failed' && (
                      <Button
                        small
                        icon="restart"
                        disabled={busy}
                        aria-label={t('operations.retryOf', { work, time })}
                        onClick={() => onRetry(row)}
                      >
                        {t('operations.retry')}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
