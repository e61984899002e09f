import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { hasStatus } from '../../api/problem.js';
import type { Scope } from '../../app/scope.js';
import { Alert } from '../../ui/Alert.js';
import { buttonClass } from '../../ui/Button.js';
import { cataloguesQuery, jobQuery } from './api.js';

interface ImportProgressProps {
  scope: Scope;
  job: string;
  onClose: () => void;
}

/** How far an import is, live; at its end the way to the catalogue, or why there is none. */
export function ImportProgress({ scope, job, onClose }: ImportProgressProps): ReactElement | null {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: run, error } = useQuery(jobQuery(scope.id, job));
  const state = run?.state;
  useEffect(() => {
    if (state === 'done') void client.invalidateQueries({ queryKey: cataloguesQuery(scope).queryKey });
  }, [client, scope, state]);

  const close = (
    <button type="button" className="link" onClick={onClose}>
      {t('catalogues.import.dismiss')}
    </button>
  );
  if (hasStatus(error, 404))
    return <Alert kind="info" role="status" title={t('catalogues.import.gone')} action={close} />;
  if (!run) return null;
  if (run.state === 'failed') {
    return (
      <Alert kind="danger" role="alert" title={t('catalogues.import.failed')} action={close}>
        <p>{`${run.problem ?? ''} ${t('catalogues.import.nothingKept')}`}</p>
      </Alert>
    );
  }
  if (run.state === 'done') {
    const { catalogueId, isNew, requirementCount, findingCount } = run.result ?? {};
    const findings = Number(findingCount ?? 0);
    const count = t('catalogues.requirements', { count: Number(requirementCount ?? 0) });
    return (
      <Alert
        kind={findings > 0 ? 'warning' : 'success'}
        role="status"
        title={
          isNew === false ? t('catalogues.import.doneSame') : t('catalogues.import.done', { title: count })
        }
        action={close}
      >
        <p className="row">
          {findings > 0 && (
            <span>{`${t('catalogues.findings', { count: findings })}. ${t('catalogues.findingsText')}`}</span>
          )}
          {typeof catalogueId === 'string' && (
            <Link
              to="/$scope/kataloge/$id"
              params={{ scope: scope.slug, id: catalogueId }}
              className={buttonClass('secondary', true)}
            >
              <span className="kern-label">{t('catalogues.import.open')}</span>
            </Link>
          )}
        </p>
      </Alert>
    );
  }
  const step = run.state === 'queued' ? t('catalogues.import.queued') : (run.step ?? '');
  return (
    <div className="import-state">
      <label htmlFor="einlesen-fortschritt">{t('catalogues.import.running')}</label>
      <progress id="einlesen-fortschritt" max={1} value={run.progress} />
      <span role="status" className="muted">
        {step}
      </span>
    </div>
  );
}
