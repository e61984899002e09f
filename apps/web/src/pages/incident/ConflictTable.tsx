import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../api/types.js';
import { formatDateTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { changedFacts, factsOf, type FactName, type Facts } from './facts.js';

interface ConflictTableProps {
  mine: Facts;
  theirs: Incident;
  /** The state both began with. */
  before: Facts;
  onKeep: () => void;
  onTake: () => void;
}

const names = {
  title: 'incident.facts.title_',
  category: 'incident.facts.category',
  severity: 'incident.facts.severity',
  personalData: 'incident.facts.personalData',
  detectedAt: 'incident.facts.detectedAt',
  occurredAt: 'incident.facts.occurredAt',
  awareAt: 'incident.facts.awareAt',
  legalEntityId: 'incident.facts.legalEntity',
  socialData: 'incident.facts.socialData',
  vehicleRegistration: 'incident.facts.vehicleRegistration',
  visibility: 'incident.facts.visibility',
  description: 'incident.facts.description',
} as const satisfies Record<FactName, string>;

/** Both states side by side after somebody else saved first. */
export function ConflictTable({ mine, theirs, before, onKeep, onTake }: ConflictTableProps): ReactElement {
  const { t } = useTranslation();
  const show = useFactText();
  const stored = factsOf(theirs);
  const concerned = new Set([...changedFacts(before, mine), ...changedFacts(before, stored)]);
  return (
    <div className="conflict">
      <Alert kind="warning" role="alert" title={t('incident.conflict.title')}>
        {t('incident.conflict.text')}
      </Alert>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('incident.conflict.title')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('incident.conflict.field')}</th>
              <th scope="col">{t('incident.conflict.mine')}</th>
              <th scope="col">{t('incident.conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {[...concerned].map((name) => (
              <tr key={name}>
                <th scope="row">{t(names[name])}</th>
                <td>{show(name, mine)}</td>
                <td>{show(name, stored)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <Button variant="primary" small onClick={onKeep}>
          {t('incident.conflict.keepMine')}
        </Button>
        <Button small onClick={onTake}>
          {t('incident.conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}

function useFactText(): (name: FactName, facts: Facts) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return (name, facts) => {
    const value = facts[name];
    if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
    if (value === '') return t('common.none');
    if (name === 'detectedAt' || name === 'occurredAt' || name === 'awareAt') return formatDateTime(value);
    if (name === 'category' || name === 'severity' || name === 'personalData' || name === 'visibility') {
      return label(name, value);
    }
    return value;
  };
}
