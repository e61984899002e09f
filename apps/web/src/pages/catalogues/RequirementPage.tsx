import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { requirementQuery, type Part, type Requirement } from './api.js';
import { Attribution } from './Attribution.js';
import { PartText } from './Prose.js';
import { RelationsCard } from './RelationsCard.js';
import { RequirementFacts } from './RequirementFacts.js';
import { LevelBadge, VerbBadge } from './RequirementMarks.js';
import { RequirementTrail } from './RequirementTrail.js';
import '../../styles/detail.css';
import '../../styles/catalogues.css';

const route = getRouteApi('/signed-in/$scope/kataloge/$id/$requirement');

/** One requirement: statement, guidance, parameters, relations, facts, attribution. */
export function RequirementPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const { id, requirement: requirementId } = route.useParams();
  const query = useQuery(requirementQuery(scope.officeId, id, requirementId));
  useTitle(
    query.data ? `${query.data.controlId} ${query.data.title}` : t('catalogues.title'),
    scope.shortName,
  );
  return (
    <div className="page">
      <RequirementTrail
        scope={scope}
        catalogueId={id}
        requirementId={requirementId}
        requirement={query.data}
      />
      <QueryState query={query}>
        {(requirement) => <RequirementView scope={scope} requirement={requirement} />}
      </QueryState>
    </div>
  );
}

function RequirementView({ scope, requirement }: { scope: Scope; requirement: Requirement }): ReactElement {
  const { t } = useTranslation();
  const place = [requirement.controlId, ...requirement.path.map((group) => group.title)];
  return (
    <>
      <header className="incident-head">
        <div>
          <p className="reference">{place.join(' · ')}</p>
          <h1>{requirement.title}</h1>
          <p className="row badges">
            <VerbBadge verb={requirement.modalVerb} />
            <LevelBadge level={requirement.level} />
            {requirement.effort && (
              <span className="badge plain">
                {t('catalogues.requirement.effortValue', { value: requirement.effort })}
              </span>
            )}
            {requirement.tags.map((tag) => (
              <span key={tag} className="badge plain">
                {tag}
              </span>
            ))}
          </p>
        </div>
        <div className="row no-print">
          <PrintButton />
        </div>
      </header>
      <div className="detail-grid">
        <div className="stack wide">
          <Texts requirement={requirement} />
          <ParamsCard requirement={requirement} />
          <RelationsCard scope={scope} requirement={requirement} />
        </div>
        <RequirementFacts requirement={requirement} />
      </div>
      <Attribution source={requirement.attribution} />
    </>
  );
}

function Texts({ requirement }: { requirement: Requirement }): ReactElement {
  const { t } = useTranslation();
  const titles: Record<string, string> = {
    statement: t('catalogues.requirement.statement'),
    guidance: t('catalogues.requirement.guidance'),
  };
  const shown = requirement.parts.filter(hasText);
  if (shown.length === 0) return <p className="card muted">{t('catalogues.requirement.noText')}</p>;
  return (
    <>
      {shown.map((part, index) => (
        <section key={index} className={`card part-card ${part.name}`}>
          <h2>{part.title ?? titles[part.name] ?? part.name}</h2>
          <PartText part={{ ...part, title: null }} />
        </section>
      ))}
    </>
  );
}

function hasText(part: Part): boolean {
  return part.prose.length > 0 || part.parts.some(hasText);
}

function ParamsCard({ requirement: { params } }: { requirement: Requirement }): ReactElement | null {
  const { t } = useTranslation();
  if (params.length === 0) return null;
  const open = params.some((param) => param.values.length === 0);
  return (
    <section className="card" aria-labelledby="parameter">
      <div className="card-head">
        <h2 id="parameter">{t('catalogues.requirement.params')}</h2>
      </div>
      {open && <p className="muted">{t('catalogues.requirement.paramsText')}</p>}
      <div
        className="table-scroll"
        tabIndex={0}
        role="group"
        aria-label={t('common.scrollable', { caption: t('catalogues.requirement.params') })}
      >
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('catalogues.requirement.param')}</th>
              <th scope="col">{t('catalogues.requirement.value')}</th>
            </tr>
          </thead>
          <tbody>
            {params.map((param) => (
              <tr key={param.id}>
                <th scope="row">
                  {param.label ?? param.choices.join(' / ')}
                  <br />
                  <small>{param.id}</small>
                  {param.guideline && <p className="small-print muted">{param.guideline}</p>}
                </th>
                <td>
                  {param.values.length > 0 ? (
                    param.values.join(', ')
                  ) : (
                    <span className="muted">{t('catalogues.requirement.noValue')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
