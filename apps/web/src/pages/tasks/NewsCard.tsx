import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tasks } from '../../api/types.js';
import { may, type Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { formatDateTime, formatRelative, formatShortDateTime } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { useLabel } from '../../i18n/use-label.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import type { IconName } from '../../ui/icon-paths.js';
import { quarterParts } from '../reports/quarters.js';

type News = Tasks['news']['items'][number];

const icons: Record<News['kind'], IconName> = {
  reported: 'incident',
  note: 'edit',
  status: 'restart',
  duty: 'decision',
  change: 'edit',
  'duty-added': 'timer',
  'report-draft': 'article',
  'report-final': 'article',
  'member-invited': 'personAdd',
  'member-joined': 'person',
  'member-ended': 'block',
  mandate: 'mandate',
};

interface NewsCardProps extends Pick<Tasks, 'news'> {
  onSeen: () => void;
  marking: boolean;
}

/** What others have done since the last visit, in plain sentences. */
export function NewsCard({ news, onSeen, marking }: NewsCardProps): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const first = !news.visitedBefore;
  return (
    <section className="card" aria-labelledby="aufgaben-neu">
      <div className="card-head">
        <div>
          <h2 id="aufgaben-neu">
            {t('tasks.news.title')}
            {news.total > 0 && <span className="muted"> ({news.total})</span>}
          </h2>
          <p className="muted small-print">
            {first
              ? t('tasks.news.sinceFirst')
              : t('tasks.news.since', { time: formatShortDateTime(news.since) })}
          </p>
        </div>
        {news.total > 0 && (
          <Button small icon="check" className="no-print" disabled={marking} onClick={onSeen}>
            {t('tasks.news.seen')}
          </Button>
        )}
      </div>
      {news.items.length === 0 ? (
        <div className="empty small">
          <Icon name="done" size={32} />
          <b>{t('tasks.news.none')}</b>
          <p>{first ? t('tasks.news.noneTextFirst') : t('tasks.news.noneText')}</p>
        </div>
      ) : (
        <ul className="task-list">
          {news.items.map((item, index) => (
            <li key={`${item.at}-${item.kind}-${index}`}>
              <NewsLink item={item} scope={scope}>
                <NewsLine item={item} />
              </NewsLink>
            </li>
          ))}
        </ul>
      )}
      {news.total > news.items.length && <MoreNews news={news} scope={scope} />}
    </section>
  );
}

function MoreNews({ news, scope }: Pick<Tasks, 'news'> & { scope: Scope }): ReactElement {
  const { t } = useTranslation();
  if (news.items.length > 20)
    return (
      <p className="muted small-print">
        {t('tasks.news.limit', { shown: news.items.length, count: news.total })}
      </p>
    );
  return (
    <Link to="/$scope/aufgaben" params={{ scope: scope.slug }} search={{ neu: 'alle' }} resetScroll={false}>
      {t('tasks.all', { count: news.total })}
    </Link>
  );
}

function NewsLine({ item }: { item: News }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const now = useNow();
  const sentence = t(`tasks.news.kind.${item.kind}`, {
    who: item.actorName ?? t('tasks.news.somebody'),
    reference: item.reference ?? '',
    person: item.personName ?? t('tasks.news.somebody'),
    ...quarterParts(item.period ?? ''),
  });
  // The line of a report repeats the number that the sentence has.
  const words = item.kind === 'reported' ? null : item.text;
  const detail = [words, item.title, item.role && label('role', item.role)].filter(Boolean).join(' · ');
  return (
    <>
      <Icon name={icons[item.kind]} size={22} />
      <span className="two-lines">
        <b>{sentence}</b>
        {detail && <small>{detail}</small>}
      </span>
      <time className="muted nowrap" dateTime={item.at} title={formatDateTime(item.at)}>
        {formatRelative(item.at, now)}
      </time>
    </>
  );
}

/** Where a piece of news can be read; what has no page the person may open is no link. */
function NewsLink({
  item,
  scope,
  children,
}: {
  item: News;
  scope: Scope;
  children: ReactNode;
}): ReactElement {
  const params = { scope: scope.slug };
  if (item.incidentId)
    return (
      <Link to="/$scope/vorfaelle/$id" params={{ ...params, id: item.incidentId }}>
        {children}
      </Link>
    );
  if (item.reportId)
    return (
      <Link to="/$scope/berichte/$id" params={{ ...params, id: item.reportId }}>
        {children}
      </Link>
    );
  if (may(scope, 'member:read'))
    return (
      <Link to="/$scope/personen" params={params}>
        {children}
      </Link>
    );
  return <span className="task-plain">{children}</span>;
}
