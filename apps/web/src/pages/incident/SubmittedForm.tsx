import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty } from '../../api/types.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { DateTimeField } from '../../ui/DateTimeField.js';
import { TextAreaField, TextField } from '../../ui/Field.js';
import { useProblemText, useSubmission } from './use-submission.js';

/** Proof that the report went out: when, and the recipient's confirmation. Late ones need their reason. */
export function SubmittedForm({ duty, close }: { duty: Duty; close: () => void }): ReactElement {
  const { t } = useTranslation();
  const [submittedAt, setSubmittedAt] = useState(() => new Date().toISOString());
  const [receipt, setReceipt] = useState('');
  const [lateReason, setLateReason] = useState('');
  const [tried, setTried] = useState(false);
  const submission = useSubmission(duty, close);
  const problem = useProblemText(submission.error);
  const late = duty.dueAt !== null && submittedAt > duty.dueAt;
  const errors = {
    submittedAt: submittedAt === '' ? t('incident.submission.timeMissing') : undefined,
    receipt: receipt.trim() === '' ? t('incident.submission.receiptMissing') : undefined,
    lateReason: late && lateReason.trim() === '' ? t('incident.submission.lateMissing') : undefined,
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (errors.submittedAt || errors.receipt || errors.lateReason || submission.isPending) return;
    submission.mutate({
      outcome: 'submitted',
      submittedAt,
      receipt: receipt.trim(),
      ...(late ? { lateReason: lateReason.trim() } : {}),
    });
  };
  return (
    <form
      className="inline-form stack"
      noValidate
      onSubmit={onSubmit}
      aria-label={t('incident.submission.title')}
    >
      <p>{t('incident.submission.text', { title: duty.title, recipient: duty.recipient })}</p>
      {problem && <Alert kind="danger" role="alert" title={problem} />}
      <div className="form-pair">
        <DateTimeField
          label={t('incident.submission.submittedAt')}
          value={submittedAt}
          onChange={setSubmittedAt}
          error={tried ? errors.submittedAt : undefined}
        />
        <TextField
          autoFocus
          label={t('incident.submission.receipt')}
          hint={t('incident.submission.receiptHint')}
          maxLength={200}
          value={receipt}
          error={tried ? errors.receipt : undefined}
          onChange={(event) => setReceipt(event.target.value)}
        />
      </div>
      {late && (
        <TextAreaField
          label={t('incident.submission.lateReason')}
          hint={t('incident.submission.lateHint')}
          rows={2}
          value={lateReason}
          error={tried ? errors.lateReason : undefined}
          onChange={(event) => setLateReason(event.target.value)}
        />
      )}
      <div className="row">
        <Button variant="primary" type="submit" small aria-disabled={submission.isPending}>
          {t('incident.submission.submit')}
        </Button>
        <Button variant="tertiary" small onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
