import { useMutation } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type DragEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import type { Scope } from '../../app/scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { importCatalogue } from './api.js';
import { ImportProgress } from './ImportProgress.js';

const route = getRouteApi('/signed-in/$scope/kataloge');
/** The server's limit; asked here too, so that nobody waits for a transfer in vain. */
const maxBytes = 20 * 1024 * 1024;

/** Takes a file by drop or choice and shows what becomes of it. The watched import stands in the URL: it survives a reload. */
export function ImportCard({ scope }: { scope: Scope }): ReactElement {
  const { t } = useTranslation();
  const { vorgang } = route.useSearch();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const watch = (job: string | undefined): void => {
    void navigate({
      to: '/$scope/kataloge',
      params: { scope: scope.slug },
      search: job ? { vorgang: job } : {},
      replace: true,
    });
  };
  const sending = useMutation({
    mutationFn: (file: File) => importCatalogue(scope.id, file),
    onSuccess: (run) => watch(run.id),
  });

  const take = (files: FileList | null): void => {
    const [file, ...others] = [...(files ?? [])];
    if (!file || sending.isPending) return;
    watch(undefined);
    sending.reset();
    if (others.length > 0) setRefused(t('catalogues.import.several'));
    else if (file.size > maxBytes) setRefused(t('catalogues.import.tooLarge', { name: file.name }));
    else {
      setRefused(null);
      sending.mutate(file);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };

  return (
    <section className="card import-card" aria-labelledby="einlesen">
      <h2 id="einlesen">{t('catalogues.import.title')}</h2>
      <div
        className={`drop-zone${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" size={28} />
        <span className="hide-narrow">{t('catalogues.import.drop')}</span>
        <Button
          variant="secondary"
          small
          disabled={sending.isPending}
          aria-describedby="einlesen-hinweis"
          onClick={() => input.current?.click()}
        >
          {t('catalogues.import.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          className="sr-only"
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            take(event.target.files);
            event.target.value = ''; // the same file can be chosen again
          }}
        />
      </div>
      <p id="einlesen-hinweis" className="muted small-print">
        {t('catalogues.import.hint')}
      </p>
      {sending.isPending && (
        <p role="status" className="import-state">
          {t('catalogues.import.sending', { name: sending.variables.name })}
        </p>
      )}
      {refused && <Alert kind="danger" role="alert" title={refused} />}
      {sending.error && <SendProblem error={sending.error} />}
      {vorgang && (
        <ImportProgress key={vorgang} scope={scope} job={vorgang} onClose={() => watch(undefined)} />
      )}
    </section>
  );
}

function SendProblem({ error }: { error: Error }): ReactElement {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem && error.status !== 0 ? error : null;
  return (
    <Alert kind="danger" role="alert" title={problem?.title ?? t('common.unreachable')}>
      {problem && <p>{[problem.detail, t('catalogues.import.nothingKept')].filter(Boolean).join(' ')}</p>}
    </Alert>
  );
}
