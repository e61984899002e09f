import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Catalogue } from './api.js';

/** Places of one finding that are named. */
const shownPlaces = 5;

/** What was odd in the file, equal findings together; the catalogue is complete all the same. */
export function FindingsCard({ findings }: { findings: Catalogue['findings'] }): ReactElement {
  const { t } = useTranslation();
  const groups = new Map<string, string[]>();
  for (const { message, place } of findings)
    groups.set(message, [...(groups.get(message) ?? []), ...(place === null ? [] : [place])]);
  return (
    <section className="card" id="befunde" aria-labelledby="befunde-titel">
      <h2 id="befunde-titel">{`${t('catalogues.findingsTitle')} (${String(findings.length)})`}</h2>
      <p className="muted">{t('catalogues.findingsText')}</p>
      <ul>
        {[...groups].map(([message, places]) => (
          <li key={message}>
            <p>
              {places.length > 1 ? t('catalogues.findingTimes', { message, count: places.length }) : message}
            </p>
            <p className="small-print muted">
              {places.slice(0, shownPlaces).map((place, index) => (
                <span key={place}>
                  {index > 0 && ', '}
                  <code>{place}</code>
                </span>
              ))}
              {places.length > shownPlaces &&
                ` ${t('catalogues.findingMore', { count: places.length - shownPlaces })}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
