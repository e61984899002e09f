import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { Icon } from '../../ui/Icon.js';
import type { Requirement } from './api.js';

type Reference = NonNullable<Requirement['parent']>;

interface RelationsCardProps {
  scope: Scope;
  requirement: Requirement;
}

/** Requirements above, below, needed and related; both ways. */
export function RelationsCard({ scope, requirement }: RelationsCardProps): ReactElement {
  const { t } = useTranslation();
  const to = (reference: Reference): ReactElement => (
    <Link
      to="/$scope/kataloge/$id/$requirement"
      params={{ scope: scope.slug, id: requirement.catalogueId, requirement: reference.id }}
    >
      <span className="nowrap">{reference.controlId}</span> {reference.title}
    </Link>
  );
  const rels = [...new Set(requirement.links.map((link) => link.rel))];
  const words: Record<string, string> = {
    required: t('catalogues.requirement.required'),
    related: t('catalogues.requirement.related'),
  };
  const backRels = [...new Set(requirement.linkedFrom.map((link) => link.rel))];
  const groups: { title: string; entries: ReactNode[] }[] = [
    {
      title: t('catalogues.requirement.parent'),
      entries: requirement.parent ? [to(requirement.parent)] : [],
    },
    { title: t('catalogues.requirement.children'), entries: requirement.children.map(to) },
    ...rels.map((rel) => ({
      title: words[rel] ?? t('catalogues.requirement.otherLink', { rel }),
      entries: requirement.links
        .filter((link) => link.rel === rel)
        .map((link) => {
          if (link.target) return to(link.target);
          if (link.url === null) {
            return (
              <span className="muted">
                {link.label ?? link.href} ({t('catalogues.requirement.deadLink')})
              </span>
            );
          }
          return (
            <a href={link.url} target="_blank" rel="noreferrer">
              {link.label ?? link.url}
              <Icon name="external" size={16} />
            </a>
          );
        }),
    })),
    ...backRels.map((rel) => ({
      title:
        rel === 'required' ? t('catalogues.requirement.requiredBy') : t('catalogues.requirement.relatedBy'),
      entries: requirement.linkedFrom.filter((link) => link.rel === rel).map((link) => to(link.source)),
    })),
  ].filter(({ entries }) => entries.length > 0);
  return (
    <section className="card" aria-labelledby="beziehungen">
      <div className="card-head">
        <h2 id="beziehungen">{t('catalogues.requirement.relations')}</h2>
      </div>
      {groups.length === 0 && <p className="muted">{t('catalogues.requirement.noRelations')}</p>}
      <div className="relations">
        {groups.map(({ title, entries }, index) => (
          <div key={index}>
            <h3>{title}</h3>
            <ul>
              {entries.map((entry, place) => (
                <li key={place}>{entry}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
