import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { listIncidents } from '../../api/incidents.js';
import { incidentQuery } from '../../app/page-queries.js';
import type { Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { NotFound } from '../../shell/NotFound.js';
import { GermanFields } from '../../ui/GermanFields.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { ClocksPanel } from './ClocksPanel.js';
import { FactsCard } from './FactsCard.js';
import { IncidentHead } from './IncidentHead.js';
import { Timeline } from './Timeline.js';
import { TodoCard } from './TodoCard.js';
import { TrailNavigation } from './TrailNavigation.js';
import '../../styles/detail.css';

const route = getRouteApi('/signed-in/$scope/vorfaelle/$id');
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One incident: clocks, timeline, facts. The address takes its printed number too (VB-V2026-014). */
export function IncidentPage(): ReactElement {
  const scope = useScope();
  const { id } = route.useParams();
  return uuid.test(id) ? (
    <IncidentView key={id} scope={scope} id={id} />
  ) : (
    <ByReference scope={scope} reference={id} />
  );
}

function ByReference({ scope, reference }: { scope: Scope; reference: string }): ReactElement {
  const query = useQuery({
    queryKey: ['incident-reference', scope.id, reference],
    queryFn: async () => (await listIncidents(scope, { reference }, { limit: 1 })).items[0]?.id ?? null,
  });
  return (
    <QueryState query={query}>
      {(id) =>
        id === null ? (
          <NotFound />
        ) : (
          <Navigate to="/$scope/vorfaelle/$id" params={{ scope: scope.slug, id }} replace />
        )
      }
    </QueryState>
  );
}

function IncidentView({ scope, id }: { scope: Scope; id: string }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(incidentQuery(scope.id, id));
  const { neu } = route.useSearch();
  const [todoOpen, setTodoOpen] = useState(neu === true);
  useTitle(
    query.data ? `${query.data.reference} ${query.data.title}` : t('incidents.title'),
    scope.shortName,
  );
  return (
    <GermanFields>
      <div className="page">
        <TrailNavigation scope={scope} id={id} />
        <QueryState query={query}>
          {(incident) => (
            <>
              <IncidentHead scope={scope} incident={incident} />
              {todoOpen && <TodoCard category={incident.category} onClose={() => setTodoOpen(false)} />}
              <div className="detail-grid">
                <div className="stack wide">
                  <ClocksPanel scope={scope} incident={incident} />
                  <Timeline scope={scope} incident={incident} />
                </div>
                <FactsCard scope={scope} incident={incident} />
              </div>
            </>
          )}
        </QueryState>
      </div>
    </GermanFields>
  );
}
