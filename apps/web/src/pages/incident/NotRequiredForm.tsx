import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty } from '../../api/types.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { TextAreaField, TextField } from '../../ui/Field.js';
import { useProblemText, useSubmission } from './use-submission.js';

const shortest = 10;

/** The decision not to report, with its reason and the data-protection officer who was heard. */
export function NotRequiredForm({ duty, close }: { duty: Duty; close: () => void }): ReactElement {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [officer, setOfficer] = useState('');
  const [tried, setTried] = useState(false);
  const submission = useSubmission(duty, close);
  const problem = useProblemText(submission.error);
  const missing = reason.trim().length < shortest;
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missing || submission.isPending) return;
    const heard = officer.trim();
    submission.mutate({
      outcome: 'not-required',
      reason: reason.trim(),
      ...(heard === '' ? {} : { dataProtectionOfficer: heard }),
    });
  };
  return (
    <form
      className="inline-form stack"
      noValidate
      onSubmit={onSubmit}
      aria-label={t('incident.submission.notTitle')}
    >
      <p>{t('incident.submission.notText', { title: duty.title })}</p>
      {problem && <Alert kind="danger" role="alert" title={problem} />}
      <TextAreaField
        autoFocus
        label={t('incident.submission.reason')}
        hint={t('incident.submission.reasonHint')}
        rows={3}
        maxLength={2000}
        value={reason}
        error={tried && missing ? t('incident.submission.reasonMissing') : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <TextField
        optional
        label={t('incident.submission.dpo')}
        hint={t('incident.submission.dpoHint')}
        value={officer}
        onChange={(event) => setOfficer(event.target.value)}
      />
      <div className="row">
        <Button variant="primary" type="submit" small aria-disabled={submission.isPending}>
          {t('incident.submission.notSubmit')}
        </Button>
        <Button variant="tertiary" small onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
