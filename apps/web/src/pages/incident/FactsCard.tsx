import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../api/types.js';
import { may, type Scope } from '../../app/scope.js';
import { formatDateTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { Button } from '../../ui/Button.js';
import { FactsForm } from './FactsForm.js';

/** What is known about the incident; can be edited with the right to. */
export function FactsCard({ scope, incident }: { scope: Scope; incident: Incident }): ReactElement {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  return (
    <section className="card facts-card" aria-labelledby="angaben">
      <div className="card-head">
        <h2 id="angaben">{t('incident.facts.title')}</h2>
        {!editing && may(scope, 'incident:update') && (
          <Button small icon="edit" className="no-print" onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        )}
      </div>
      {editing ? (
        <FactsForm scope={scope} incident={incident} close={() => setEditing(false)} />
      ) : (
        <FactsList incident={incident} />
      )}
    </section>
  );
}

function FactsList({ incident }: { incident: Incident }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const at = (time: string | null): string =>
    time ? t('common.oClock', { text: formatDateTime(time) }) : t('incident.facts.unknown');
  const flag = (value: boolean): string => (value ? t('common.yes') : t('common.no'));
  const rows: [string, string][] = [
    [t('incident.facts.detectedAt'), at(incident.detectedAt)],
    [t('incident.facts.awareAt'), at(incident.awareAt)],
    [t('incident.facts.occurredAt'), at(incident.occurredAt)],
    [t('incident.facts.category'), label('category', incident.category)],
    [t('incident.facts.severity'), label('severity', incident.severity)],
    [t('incident.facts.personalData'), label('personalData', incident.personalData)],
    [t('incident.facts.socialData'), flag(incident.socialData)],
    [t('incident.facts.vehicleRegistration'), flag(incident.vehicleRegistration)],
    [t('incident.facts.legalEntity'), incident.legalEntityName ?? t('incident.facts.unknown')],
    [t('incident.facts.visibility'), label('visibility', incident.visibility)],
    [t('incident.facts.tlp'), label('tlp', incident.tlp)],
    [t('incident.facts.createdAt'), at(incident.createdAt)],
  ];
  if (incident.closedAt) rows.push([t('incident.facts.closedAt'), at(incident.closedAt)]);
  return (
    <>
      <p className="description">
        {incident.description ?? <span className="muted">{t('incident.facts.noDescription')}</span>}
      </p>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
