import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { createEntry } from '../../api/incidents.js';
import type { Entry, Incident } from '../../api/types.js';
import { draftKey, readDraft, removeDraft, writeDraft } from '../../app/drafts.js';
import { entriesQuery } from '../../app/page-queries.js';
import { may, type Scope } from '../../app/scope.js';
import { useSession } from '../../app/use-scope.js';
import { formatDateTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { TextAreaField } from '../../ui/Field.js';
import { Icon } from '../../ui/Icon.js';
import type { IconName } from '../../ui/icon-paths.js';
import { useProblemText } from './use-submission.js';

const icons: Record<Entry['kind'], IconName> = {
  reported: 'incident',
  note: 'edit',
  status: 'decision',
  duty: 'timer',
  change: 'history',
};

/** What happened, newest on top, and the field to add to it. */
export function Timeline({ scope, incident }: { scope: Scope; incident: Incident }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const { data, error } = useQuery(entriesQuery(incident.tenantId, incident.id));
  const problem = useProblemText(error);
  const entries = [...(data ?? [])].sort(
    (a, b) => b.happenedAt.localeCompare(a.happenedAt) || b.createdAt.localeCompare(a.createdAt),
  );
  return (
    <section className="card" aria-labelledby="chronik">
      <div className="card-head">
        <h2 id="chronik">{t('incident.timeline.title')}</h2>
      </div>
      {may(scope, 'incident:comment') && <EntryForm incident={incident} />}
      {problem && <Alert kind="danger" title={problem} />}
      {data?.length === 0 && <p className="muted">{t('incident.timeline.none')}</p>}
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={entry.id} className={`entry ${entry.kind}`}>
            <span className="entry-icon">
              <Icon name={icons[entry.kind]} size={18} />
            </span>
            <div>
              {/* What Bergfried wrote is a German record; what people wrote is in a language of their own. */}
              <p className="entry-text" lang={entry.kind === 'note' ? undefined : 'de'}>
                {entry.text}
              </p>
              <small>
                {[
                  t('common.oClock', { text: formatDateTime(entry.happenedAt) }),
                  entry.createdBy.name ?? t('incident.timeline.system'),
                  label('entryKind', entry.kind),
                ].join(' · ')}
              </small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function EntryForm({ incident }: { incident: Incident }): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user } = useSession();
  const key = draftKey('eintrag', user.id, incident.id);
  const [text, setText] = useState(() => readDraft<string>(key) ?? '');
  const [empty, setEmpty] = useState(false);
  const write = useMutation({
    mutationFn: (content: string) => createEntry(incident.tenantId, incident.id, content),
    onSuccess: () => {
      setText('');
      removeDraft(key);
      return client.invalidateQueries({ queryKey: entriesQuery(incident.tenantId, incident.id).queryKey });
    },
  });
  const problem = useProblemText(write.error);

  useEffect(() => {
    if (text === '') removeDraft(key);
    else writeDraft(key, text);
  }, [key, text]);

  const submit = (event?: SyntheticEvent): void => {
    event?.preventDefault();
    const content = text.trim();
    setEmpty(content === '');
    if (content !== '' && !write.isPending) write.mutate(content);
  };
  return (
    <form className="entry-form no-print" noValidate onSubmit={submit}>
      {problem && <Alert kind="danger" role="alert" title={problem} />}
      <TextAreaField
        label={t('incident.timeline.write')}
        placeholder={t('incident.timeline.placeholder')}
        rows={2}
        maxLength={4000}
        value={text}
        error={empty ? t('incident.timeline.entryMissing') : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setEmpty(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
      />
      <div className="row">
        <Button small type="submit" aria-disabled={write.isPending}>
          {t('incident.timeline.submit')}
        </Button>
        <small className="hide-narrow">{t('incident.timeline.hint')}</small>
      </div>
    </form>
  );
}
