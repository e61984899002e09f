import { useEffect, useRef, useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { severities } from '../../../api/types.js';
import { oneOf } from '../../../app/search-string.js';
import { useLabel } from '../../../i18n/use-label.js';
import { Alert } from '../../../ui/Alert.js';
import { Button } from '../../../ui/Button.js';
import { bulkStatuses, type BulkPatch, type TenantResult } from './bulk-data.js';
import { useBulk } from './use-bulk.js';
import type { Selection } from './use-selection.js';
import './bulk.css';

interface BulkBarProps {
  selection: Selection;
  nameOf: (tenantId: string) => string;
  /** "Kreise" or "Mitglieder" */
  member: { context?: 'county' };
}

/** What can be done with the chosen incidents; the button names for whom it writes. */
export function BulkBar({ selection, nameOf, member }: BulkBarProps): ReactElement | null {
  const { t } = useTranslation();
  const label = useLabel();
  const bulk = useBulk();
  const [severity, setSeverity] = useState('');
  const [status, setStatus] = useState('');
  const [reason, setReason] = useState('');
  const [nothing, setNothing] = useState(false);
  const { chosen } = selection;
  const tenantIds = [...new Set(chosen.map((row) => row.tenantId))];
  const [only] = tenantIds;
  if (chosen.length === 0 && bulk.results.length === 0) return null;

  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const chosenSeverity = oneOf(severities, severity);
    const chosenStatus = oneOf(bulkStatuses, status);
    setNothing(!chosenSeverity && !chosenStatus);
    if (bulk.pending || (!chosenSeverity && !chosenStatus)) return;
    const patch: BulkPatch = {
      ...(chosenSeverity && { severity: chosenSeverity }),
      ...(chosenStatus && { status: chosenStatus }),
      ...(chosenStatus && reason.trim() && { statusReason: reason.trim() }),
    };
    void bulk.save(chosen, patch).then((done) => {
      if (!done) return;
      setSeverity('');
      setStatus('');
      setReason('');
    });
  };
  return (
    <div className="bulk">
      {chosen.length > 0 && (
        <form className="bulk-bar" aria-label={t('bulk.label')} noValidate onSubmit={onSubmit}>
          <b role="status">{t('bulk.selected', { count: chosen.length })}</b>
          <BulkSelect
            label={t('bulk.severity')}
            value={severity}
            onChange={setSeverity}
            options={[...severities].reverse().map((value) => ({ value, label: label('severity', value) }))}
          />
          <BulkSelect
            label={t('bulk.status')}
            value={status}
            onChange={setStatus}
            options={bulkStatuses.map((value) => ({ value, label: label('status', value) }))}
          />
          {status && (
            <label className="filter-select bulk-reason">
              <span>{t('bulk.reason')}</span>
              <input
                type="text"
                maxLength={1000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
          )}
          <Button variant="primary" small type="submit" aria-disabled={bulk.pending}>
            {tenantIds.length === 1 && only !== undefined
              ? t('bulk.save', { name: nameOf(only) })
              : t('bulk.saveMany', { count: tenantIds.length, ...member })}
          </Button>
          <button
            type="button"
            className="link"
            onClick={() => {
              bulk.forget();
              selection.clear();
            }}
          >
            {t('bulk.clear')}
          </button>
          {nothing && severity === '' && status === '' && (
            <p className="bulk-nothing" role="alert">
              {t('bulk.nothing')}
            </p>
          )}
        </form>
      )}
      {bulk.results.length > 0 && (
        <Results
          results={bulk.results}
          nameOf={nameOf}
          onWithout={(ids) => {
            bulk.forget();
            selection.drop(ids);
          }}
          onClose={bulk.forget}
        />
      )}
    </div>
  );
}

interface BulkSelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
}

function BulkSelect({ label, value, onChange, options }: BulkSelectProps): ReactElement {
  const { t } = useTranslation();
  return (
    <label className="filter-select">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('bulk.unchanged')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ResultsProps {
  results: readonly TenantResult[];
  nameOf: (tenantId: string) => string;
  onWithout: (ids: readonly string[]) => void;
  onClose: () => void;
}

/** What became of it, member by member; each row that stopped its member with the reason. */
function Results({ results, nameOf, onWithout, onClose }: ResultsProps): ReactElement {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const failed = results.some(({ problem }) => problem !== null);
  const refused = results.flatMap((result) => result.refused.map(({ row }) => row.id));
  useEffect(() => {
    if (failed) box.current?.focus();
  }, [failed, results]);
  return (
    <Alert
      ref={box}
      kind={failed ? 'danger' : 'success'}
      role={failed ? 'alert' : 'status'}
      title={t(failed ? 'bulk.resultFailed' : 'bulk.resultTitle')}
    >
      <ul className="bulk-results">
        {results.map((result) => {
          const name = nameOf(result.tenantId);
          return (
            <li key={result.tenantId}>
              {result.problem === null
                ? t('bulk.resultDone', { name, count: result.changed.length })
                : t('bulk.resultRefused', { name })}
              {result.problem !== null && result.refused.length === 0 && ` ${result.problem}`}
              {result.refused.length > 0 && (
                <ul>
                  {result.refused.map(({ row, reason }) => (
                    <li key={row.id}>
                      <b>{row.reference}</b> {row.title}: {reason}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      <div className="row">
        {refused.length > 0 && (
          <Button small onClick={() => onWithout(refused)}>
            {t('bulk.withoutRefused')}
          </Button>
        )}
        <Button small variant="tertiary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Alert>
  );
}
