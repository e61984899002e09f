import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.js';
import type { Incident, IncidentPatch, IncidentStatus } from '../../api/types.js';
import { useLabel } from '../../i18n/use-label.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { Disclosure } from '../../ui/Disclosure.js';
import { SelectField, TextAreaField } from '../../ui/Field.js';
import { Icon } from '../../ui/Icon.js';
import { toast } from '../../ui/toast.js';
import { usePatch } from './use-patch.js';

/** True while a statutory clock keeps the incident from being closed. */
export function isClosingBlocked(incident: Incident): boolean {
  return incident.duties.some(
    (duty) => duty.kind === 'statutory' && (duty.state === 'running' || duty.state === 'overdue'),
  );
}

/** Moves the incident on: only to statuses the server allows from here. */
export function StatusChanger({ incident }: { incident: Incident }): ReactElement | null {
  const { t } = useTranslation();
  if (incident.nextStatuses.length === 0) return null;
  return (
    <Disclosure
      className="status-changer"
      buttonClassName="kern-btn kern-btn--primary small"
      buttonLabel={t('incident.status.change')}
      buttonContent={
        <>
          <span className="kern-label">{t('incident.status.change')}</span>
          <Icon name="down" />
        </>
      }
      panelClassName="status-panel"
    >
      {(close) => <StatusForm incident={incident} close={close} />}
    </Disclosure>
  );
}

function StatusForm({ incident, close }: { incident: Incident; close: () => void }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const [target, setTarget] = useState<IncidentStatus>(incident.nextStatuses[0] ?? 'triaged');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const change = usePatch(incident);
  const blocked = target === 'closed' && isClosingBlocked(incident);
  const problem = change.error instanceof ApiProblem ? change.error : null;

  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const text = reason.trim();
    const incomplete = target === 'false-alarm' && text.length < 10;
    setMissing(incomplete);
    if (blocked || incomplete) return;
    const patch: IncidentPatch = text === '' ? { status: target } : { status: target, statusReason: text };
    change.mutate(
      { version: incident.version, patch },
      {
        onSuccess: (fresh) => {
          toast(t('incident.status.done', { status: label('status', fresh.status) }));
          close();
        },
      },
    );
  };
  return (
    <form className="stack" noValidate onSubmit={onSubmit}>
      <p className="muted">{t('incident.status.current', { status: label('status', incident.status) })}</p>
      {problem && (
        <Alert
          kind="danger"
          role="alert"
          title={
            problem.status === 412
              ? t('incident.conflict.title')
              : problem.status === 0
                ? t('common.unreachable')
                : problem.title
          }
        >
          {problem.detail}
        </Alert>
      )}
      <SelectField
        label={t('incident.status.to')}
        value={target}
        onChange={(value) => setTarget(incident.nextStatuses.find((status) => status === value) ?? target)}
        options={incident.nextStatuses.map((status) => ({ value: status, label: label('status', status) }))}
      />
      {blocked && <Alert kind="warning" title={t('incident.status.blocked')} />}
      {target === 'false-alarm' && <p className="muted">{t('incident.status.falseAlarm')}</p>}
      <TextAreaField
        label={t('incident.status.reason')}
        hint={t('incident.status.reasonHint')}
        optional={target !== 'false-alarm'}
        rows={2}
        value={reason}
        error={missing ? t('incident.status.reasonMissing') : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="row">
        <Button variant="primary" type="submit" aria-disabled={blocked || change.isPending}>
          {t('incident.status.submit')}
        </Button>
        <Button variant="tertiary" onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
