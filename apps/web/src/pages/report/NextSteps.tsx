import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewDutiesRequest } from '@bergfried/api-client';
import { present } from '../../api/call.js';
import { previewDuties } from '../../api/incidents.js';
import { categories, personalDataAnswers, severities, type DutyPreview } from '../../api/types.js';
import { oneOf } from '../../app/search-string.js';
import { formatDateTime } from '../../format/time.js';
import { Icon } from '../../ui/Icon.js';
import { KindBadge, TimeLeft } from '../../ui/Marks.js';
import { requiredFields, type ReportValues } from './report-form.js';

/** Waits until typing pauses. */
function useDebounced<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}

function previewInput(values: ReportValues): PreviewDutiesRequest | null {
  const personalData = oneOf(personalDataAnswers, values.personalData);
  if (!personalData) return null;
  return {
    personalData,
    ...present({
      detectedAt: values.detectedAt,
      awareAt: values.awareAt,
      legalEntityId: values.legalEntityId,
      severity: oneOf(severities, values.severity),
      category: oneOf(categories, values.category),
      socialData: values.socialData || undefined,
      vehicleRegistration: values.vehicleRegistration || undefined,
    }),
  };
}

interface NextStepsProps {
  values: ReportValues;
  tenantId: string | undefined;
  /** Contributors do not see the incident afterwards. */
  mayRead: boolean;
}

/** The form's consequences while one types: every clock with its end, recipient and legal basis. */
export function NextSteps({ values, tenantId, mayRead }: NextStepsProps): ReactElement {
  const { t } = useTranslation();
  // Compared as text: the object is new on every render.
  const settled = useDebounced(JSON.stringify(previewInput(values)), 300);
  const input = JSON.parse(settled) as PreviewDutiesRequest | null;
  const preview = useQuery({
    queryKey: ['duties-preview', tenantId, settled],
    queryFn: ({ signal }) => previewDuties(tenantId ?? '', input ?? { personalData: 'unclear' }, signal),
    enabled: input !== null && tenantId !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const done = requiredFields.filter((name) => Boolean(values[name])).length;
  const severe = values.severity === 'high' || values.severity === 'critical';
  const shown = input !== null && tenantId !== undefined ? preview.data : undefined;
  return (
    <aside className="form-side card" aria-label={t('report.next.label')}>
      <div
        className="progress"
        role="progressbar"
        aria-label={t('report.progress')}
        aria-valuemin={0}
        aria-valuemax={requiredFields.length}
        aria-valuenow={done}
      >
        <i className={`done-${done}`} />
      </div>
      <p className="muted">{t('report.progressText', { done, all: requiredFields.length })}</p>
      <h2>{t('report.next.title')}</h2>
      <ol className="next-steps" aria-live="polite">
        {shown?.map((duty) => (
          <DutyStep key={duty.ruleId} duty={duty} />
        ))}
        {!shown && !preview.error && (
          <li>
            <Icon name="timer" />
            <span>{t('report.next.noDuty')}</span>
          </li>
        )}
        {shown?.length === 0 && (
          <li>
            <Icon name="timer" />
            <span>{t('report.next.none')}</span>
          </li>
        )}
        {preview.error && (
          <li>
            <Icon name="offline" />
            <span>{t('report.next.failed')}</span>
          </li>
        )}
        {severe && (
          <li>
            <Icon name="group" />
            <span>
              <b>{t('report.next.crisis')}</b>
              {t('report.next.crisisText')}
            </span>
          </li>
        )}
        <li>
          <Icon name="list" />
          <span>{mayRead ? t('report.next.reference') : t('report.next.referenceOnly')}</span>
        </li>
      </ol>
    </aside>
  );
}

function DutyStep({ duty }: { duty: DutyPreview }): ReactElement {
  const { t } = useTranslation();
  return (
    <li className={duty.kind === 'statutory' ? 'hot' : 'warm'}>
      <Icon name="timer" />
      <span>
        <b>{duty.title}</b>
        {duty.dueAt
          ? t('report.next.deadline', { end: formatDateTime(duty.dueAt) })
          : t('report.next.immediately')}
        {duty.dueAt && (
          <>
            {' · '}
            <TimeLeft dueAt={duty.dueAt} />
          </>
        )}
        <small>
          <Icon name="law" size={16} />
          {`${duty.legalBasis}, ${t('report.next.recipient', { recipient: duty.recipient })}`}
        </small>
        {duty.note && <small>{duty.note}</small>}
        <span className="row tags">
          <KindBadge kind={duty.kind} />
          {duty.precautionary && <span className="badge plain">{t('duties.precautionary')}</span>}
        </span>
      </span>
    </li>
  );
}
