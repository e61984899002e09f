import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatKilobytes } from '../../format/number.js';
import { buttonClass } from '../../ui/Button.js';
import { fileHref, type ReportListItem } from './report-data.js';

/** The archived PDF and its data, to save. */
export function Downloads({ report }: { report: ReportListItem }): ReactElement | null {
  const { t } = useTranslation();
  if (report.pdfSha256 === null) return null;
  return (
    <>
      <a className={buttonClass('secondary', true)} href={fileHref(report, 'pdf')} download>
        <span className="kern-label">
          {report.pdfSize === null
            ? t('reports.pdf')
            : t('reports.pdfSize', { size: formatKilobytes(report.pdfSize) })}
        </span>
      </a>
      <a href={fileHref(report, 'json')} download>
        {t('reports.data')}
      </a>
    </>
  );
}

/** Both hashes, for whoever wants to compare. */
export function Hashes({ report }: { report: ReportListItem }): ReactElement | null {
  const { t } = useTranslation();
  if (report.snapshotSha256 === null) return null;
  return (
    <details className="report-details">
      <summary>{t('reports.hashes')}</summary>
      <p className="muted small-print">{t('reports.hashText')}</p>
      <dl className="report-hashes">
        {report.pdfSha256 && (
          <div>
            <dt>{t('reports.hashPdf')}</dt>
            <dd>
              <code>{report.pdfSha256}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('reports.hashData')}</dt>
          <dd>
            <code>{report.snapshotSha256}</code>
          </dd>
        </div>
      </dl>
    </details>
  );
}
