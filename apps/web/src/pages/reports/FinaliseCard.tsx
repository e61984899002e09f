import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../app/use-scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { Modal } from '../../ui/Modal.js';
import { toast } from '../../ui/toast.js';
import { useProblemText } from '../incident/use-submission.js';
import { finaliseReport, type Report } from './report-data.js';

/** The officer's last step with a draft: as it is, it is presented to the head of authority. Asks once. */
export function FinaliseCard({ report }: { report: Report }): ReactElement {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <section className="card stack no-print" aria-labelledby="festschreiben">
      <h2 id="festschreiben">{t('reports.finalise.title')}</h2>
      <p className="muted">{t('reports.finalise.text')}</p>
      <div>
        <Button variant="primary" onClick={() => setAsking(true)}>
          {t('reports.finalise.open')}
        </Button>
      </div>
      {asking && <FinaliseDialog report={report} onClose={() => setAsking(false)} />}
    </section>
  );
}

function FinaliseDialog({ report, onClose }: { report: Report; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const client = useQueryClient();
  const finalise = useMutation({
    mutationFn: () => finaliseReport(report),
    onSuccess: () => {
      toast(t('reports.finalise.done'));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['reports', report.tenantId] }),
  });
  const problem = useProblemText(finalise.error);
  return (
    <Modal title={t('reports.finalise.title')} onClose={onClose}>
      <div className="stack">
        {problem && <Alert kind="danger" role="alert" title={problem} />}
        <p>{t('reports.finalise.ask', { name: scope.name })}</p>
        <div className="row">
          <Button variant="primary" disabled={finalise.isPending} onClick={() => finalise.mutate()}>
            {t('reports.finalise.submit', { name: scope.shortName })}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
