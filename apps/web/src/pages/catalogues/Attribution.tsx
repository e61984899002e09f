import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attribution as Source } from './api.js';
import { editionText } from './edition.js';

/** Where the content comes from and under which terms; CC BY-SA wants it wherever the content stands. */
export function Attribution({ source }: { source: Source }): ReactElement {
  const { t } = useTranslation();
  return (
    <footer className="attribution small-print muted" aria-label={t('catalogues.attribution.title')}>
      <p>
        {t('catalogues.attribution.source', { title: source.title, edition: editionText(source) })}
        {source.publisher && `. ${t('catalogues.attribution.publisher', { name: source.publisher })}`}
        {source.sourceUrl && (
          <>
            {' · '}
            <a href={source.sourceUrl} rel="noreferrer" target="_blank">
              {t('catalogues.attribution.origin')}
            </a>
          </>
        )}
      </p>
      <p>
        {source.licence ? (
          <>
            {t('catalogues.attribution.licence')}{' '}
            {source.licenceUrl ? (
              <a href={source.licenceUrl} rel="license noreferrer" target="_blank">
                {source.licence}
              </a>
            ) : (
              source.licence
            )}
            {'. '}
          </>
        ) : (
          `${t('catalogues.attribution.noLicence')} `
        )}
        {t('catalogues.attribution.unchanged')}
      </p>
    </footer>
  );
}
