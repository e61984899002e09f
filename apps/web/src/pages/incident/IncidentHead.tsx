import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../api/types.js';
import { may, type Scope } from '../../app/scope.js';
import { formatDateTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { Icon } from '../../ui/Icon.js';
import { SeverityBadge, StatusMark } from '../../ui/Marks.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { StatusChanger } from './StatusChanger.js';

export function IncidentHead({ scope, incident }: { scope: Scope; incident: Incident }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const by = incident.createdBy.name
    ? t('incident.metaBy', { name: incident.createdBy.name, created: formatDateTime(incident.createdAt) })
    : null;
  return (
    <header className="incident-head">
      <div>
        <p className="reference">{`${incident.reference} · ${label('category', incident.category)}`}</p>
        <h1>{incident.title}</h1>
        <p className="row badges">
          <SeverityBadge severity={incident.severity} />
          <span className="badge plain">
            <StatusMark status={incident.status} />
          </span>
          <span className={`badge plain ${incident.personalData === 'no' ? '' : 'info'}`}>
            {t(`incident.personalData.${incident.personalData}`)}
          </span>
          {incident.visibility === 'county-only' && (
            <span className="badge">
              <Icon name="lock" size={16} />
              {t('incident.countyOnly')}
            </span>
          )}
        </p>
        <p className="muted">
          {[t('incident.meta', { detected: formatDateTime(incident.detectedAt) }), by]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="row no-print">
        {may(scope, 'incident:update') && <StatusChanger key={incident.version} incident={incident} />}
        <PrintButton />
      </div>
    </header>
  );
}
