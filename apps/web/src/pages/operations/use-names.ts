import { useTranslation } from 'react-i18next';

const works = [
  'mail-new-incident',
  'mail-duty-stage',
  'mail-invitation',
  'mail-password-reset',
  'mail-report-created',
  'mail-report-presented',
  'make-report',
  'import-catalogue',
  'seal-history',
] as const;
const mailKinds = [
  'incident-reported',
  'duty-half',
  'duty-most',
  'duty-soon',
  'duty-overdue',
  'invitation',
  'password-reset',
  'report-created',
  'report-presented',
] as const;

/** Word for a piece of work; one that a newer server knows and we do not is named in general. */
export function useWorkName(): (subscriber: string) => string {
  const { t } = useTranslation();
  return (subscriber) => t(`operations.works.${works.find((one) => one === subscriber) ?? 'other'}`);
}

/** Word for the kind of a mail. */
export function useMailKindName(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => t(`operations.mailKinds.${mailKinds.find((one) => one === kind) ?? 'other'}`);
}
