import { Fragment, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Part } from './api.js';

/** Links in the Markdown of OSCAL; every other sign stays as it is written. */
const link = /\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]{1,1000})\)/g;

function withLinks(text: string): ReactNode[] {
  const nodes: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(link)) {
    const [whole, label, href] = match;
    nodes.push(
      text.slice(from, match.index),
      <a key={match.index} href={href} target="_blank" rel="noreferrer">
        {label}
      </a>,
    );
    from = match.index + whole.length;
  }
  return [...nodes, text.slice(from)];
}

/** A text with its parameters in place; what is still to be set is marked and said. */
export function Prose({ segments }: { segments: Part['prose'] }): ReactElement | null {
  const { t } = useTranslation();
  if (segments.length === 0) return null;
  return (
    <p className="prose">
      {segments.map((segment, index) =>
        segment.paramId === null ? (
          <Fragment key={index}>{withLinks(segment.text)}</Fragment>
        ) : (
          <mark
            key={index}
            className={`param${segment.isSet ? ' set' : ''}`}
            title={`${t('catalogues.requirement.param')} ${segment.paramId}`}
          >
            {segment.text}
            {!segment.isSet && (
              <span className="sr-only">{` (${t('catalogues.requirement.openParam')})`}</span>
            )}
          </mark>
        ),
      )}
    </p>
  );
}

/** A piece of text and what stands below it. */
export function PartText({ part }: { part: Part }): ReactElement {
  return (
    <div className="part">
      {part.label && <span className="part-label">{part.label}</span>}
      <div>
        {part.title && <b>{part.title}</b>}
        <Prose segments={part.prose} />
        {part.parts.map((below, index) => (
          <PartText key={index} part={below} />
        ))}
      </div>
    </div>
  );
}
