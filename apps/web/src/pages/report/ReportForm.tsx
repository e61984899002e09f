import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { lazy, Suspense, useMemo, useRef, useState, type ReactElement, type SyntheticEvent } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Incident, Tenant } from '../../api/types.js';
import { may, type Scope } from '../../app/scope.js';
import { useSession } from '../../app/use-scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { ErrorSummary } from '../../ui/ErrorSummary.js';
import { Icon } from '../../ui/Icon.js';
import { OptionalAnswers } from './OptionalAnswers.js';
import {
  emptyReport,
  hasContent,
  reportSchema,
  type CheckedReport,
  type ReportValues,
} from './report-form.js';
import { SixAnswers } from './SixAnswers.js';
import { reportDraftKey, storedReport, useReportDraft } from './use-report-draft.js';
import { useSendReport } from './use-send-report.js';

const NextSteps = lazy(() => import('./NextSteps.js').then((module) => ({ default: module.NextSteps })));

interface ReportFormProps {
  scope: Scope;
  /** Members to choose from in an office; empty in the scope of one. */
  tenants: readonly Tenant[];
  onDone: (incident: Incident, tenantSlug: string) => void;
}

const fieldOrder = [
  'title',
  'category',
  'tenant',
  'detectedAt',
  'severity',
  'personalData',
  'description',
  'occurredAt',
  'awareAt',
  'legalEntityId',
] as const satisfies readonly (keyof ReportValues)[];

export function ReportForm({ scope, tenants, onDone }: ReportFormProps): ReactElement {
  const { t } = useTranslation();
  const { user } = useSession();
  const key = reportDraftKey(user.id, scope.slug);
  const [stored] = useState(() => storedReport(key));
  const [openedAt] = useState(() => Date.now());
  const ownSlug = scope.kind === 'tenant' ? scope.slug : '';
  const schema = useMemo(() => reportSchema(t), [t]);
  const form = useForm<ReportValues, unknown, CheckedReport>({
    resolver: standardSchemaResolver(schema),
    defaultValues: {
      ...emptyReport(ownSlug, openedAt),
      ...stored,
      ...(ownSlug ? { tenant: ownSlug } : {}),
    },
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const { restored, forget } = useReportDraft(key, form, stored !== null);
  const { sending, problem, send } = useSendReport(form, key);
  const summary = useRef<HTMLDivElement>(null);
  const values: ReportValues = { ...form.getValues(), ...useWatch({ control: form.control }) };
  const { errors, isSubmitted } = form.formState;

  const chosen = scope.kind === 'tenant' ? scope : tenants.find((tenant) => tenant.slug === values.tenant);
  const shownErrors = isSubmitted
    ? fieldOrder.flatMap((field) => {
        const message = errors[field]?.message;
        return message ? [{ field, label: t(`report.field.${field}`), message }] : [];
      })
    : [];

  // Only a refused submit moves the focus, not every corrected field; the summary is drawn after this turn.
  const focusSummary = (): void => {
    setTimeout(() => summary.current?.focus(), 0);
  };
  const report = async (checked: CheckedReport): Promise<void> => {
    if (!chosen || sending) return;
    const incident = await send(chosen.id, checked);
    if (!incident) {
      focusSummary();
      return;
    }
    forget();
    onDone(incident, chosen.slug);
  };
  // Made anew for each event: the summary's element is read only then.
  const submit = (event?: SyntheticEvent): void => {
    void form.handleSubmit(report, focusSummary)(event);
  };

  return (
    <>
      {restored && (
        <Alert
          kind="info"
          icon="history"
          role="status"
          title={t('report.restored')}
          action={
            <button
              type="button"
              className="link"
              onClick={() => {
                form.reset(emptyReport(ownSlug, Date.now()));
                forget();
              }}
            >
              {t('report.discard')}
            </button>
          }
        >
          {t('report.restoredText')}
        </Alert>
      )}
      <ErrorSummary ref={summary} errors={shownErrors} />
      {problem && shownErrors.length === 0 && (
        <Alert ref={summary} kind="danger" role="alert" title={problem} />
      )}
      <form
        className="form-grid"
        noValidate
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      >
        <div className="form-main card">
          <SixAnswers form={form} tenants={scope.kind === 'office' ? tenants : null} />
          <OptionalAnswers
            form={form}
            tenantId={chosen?.id}
            byCounty={
              scope.kind === 'tenant' && !scope.roles.includes('officer') && !scope.roles.includes('deputy')
            }
          />
          <div className="form-actions">
            <Button variant="primary" type="submit" icon="send" aria-disabled={sending}>
              {sending
                ? t('report.sending')
                : scope.kind === 'office' && chosen
                  ? t('report.submitFor', { name: chosen.name })
                  : t('report.submit')}
            </Button>
            <span className={`muted saved${hasContent(values) ? '' : ' hint'}`}>
              {hasContent(values) ? (
                <>
                  <Icon name="check" size={18} />
                  {t('report.draftSaved')}
                </>
              ) : (
                t('report.draftEmpty')
              )}
            </span>
          </div>
        </div>
        <Suspense fallback={<div />}>
          <NextSteps values={values} tenantId={chosen?.id} mayRead={may(scope, 'incident:read')} />
        </Suspense>
      </form>
    </>
  );
}
