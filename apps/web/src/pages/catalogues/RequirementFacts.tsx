import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Requirement } from './api.js';

/** Facts of BSI's sentence template that help to understand a requirement, in this order. */
const known = [
  'target_object_categories',
  'documentation',
  'result',
  'result_specification',
  'action_word',
] as const;

/** What the catalogue says about a requirement beside its text. */
export function RequirementFacts({ requirement }: { requirement: Requirement }): ReactElement {
  const { t } = useTranslation();
  const all = [...requirement.props, ...requirement.parts.flatMap((part) => part.props)];
  const facts = known.flatMap((name) => {
    const values = all.filter((prop) => prop.name === name).map((prop) => prop.value);
    return values.length === 0 ? [] : [{ name, text: values.join(', ').replace(/\{\{\s*|\s*\}\}/g, '') }];
  });
  return (
    <aside className="card" aria-labelledby="eckdaten">
      <div className="card-head">
        <h2 id="eckdaten">{t('catalogues.requirement.facts')}</h2>
      </div>
      <dl className="facts">
        <Fact term={t('catalogues.requirement.controlId')}>{requirement.controlId}</Fact>
        {requirement.level && <Fact term={t('catalogues.level')}>{requirement.level}</Fact>}
        {requirement.effort && <Fact term={t('catalogues.column.effort')}>{requirement.effort}</Fact>}
        {facts.map(({ name, text }) => (
          <Fact key={name} term={t(`catalogues.prop.${name}`)}>
            {text}
          </Fact>
        ))}
        {requirement.class && <Fact term={t('catalogues.requirement.class')}>{requirement.class}</Fact>}
        {requirement.key !== requirement.controlId.toLowerCase() && (
          <Fact term={t('catalogues.requirement.key')} hint={t('catalogues.requirement.keyHint')}>
            {requirement.key}
          </Fact>
        )}
      </dl>
      {all.length > 0 && (
        <details className="about">
          <summary>{t('catalogues.requirement.allProps')}</summary>
          <dl className="facts">
            {all.map((prop, index) => (
              <Fact key={index} term={prop.name}>
                {prop.value}
              </Fact>
            ))}
          </dl>
        </details>
      )}
    </aside>
  );
}

function Fact({ term, hint, children }: { term: string; hint?: string; children: string }): ReactElement {
  return (
    <div>
      <dt>
        {term}
        {hint && <small> {hint}</small>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
