import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { exportFileHref, exportJobQuery, exportList, type ExportFormat } from '../api/exports.js';
import { ApiProblem } from '../api/problem.js';
import type { ScopeRef } from '../api/types.js';
import { buttonClass } from './Button.js';
import { Disclosure } from './Disclosure.js';
import { Icon } from './Icon.js';
import { saveFile } from './save-file.js';
import { toast } from './toast.js';
import '../styles/export.css';

interface ExportMenuProps {
  scope: ScopeRef;
  /** Name of the list for who hears the button only. */
  name: string;
  /** Below the scope, for example `incidents`. */
  list: string;
  /** Filter and order exactly as the list on the page is asked. */
  query?: object;
}

const formats = ['csv', 'xlsx'] as const satisfies readonly ExportFormat[];

/** "Exportieren: CSV, Excel" of a list; a long one shows how far its file is, and then the file. */
export function ExportMenu({ scope, name, list, query = {} }: ExportMenuProps): ReactElement {
  const { t, i18n } = useTranslation();
  const [running, setRunning] = useState(false);
  const [work, setWork] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const start = async (format: ExportFormat): Promise<void> => {
    setRunning(true);
    setProblem(null);
    setWork(null);
    try {
      const answer = await exportList({ scope, list, query, format, language: i18n.language });
      if (answer.kind === 'work') setWork(answer.id);
      else {
        saveFile(answer.name, answer.content);
        toast(t('exports.saved', { name: answer.name }));
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) return; // sign-in given up
      setProblem(error.detail ?? (error.status === 0 ? t('common.unreachable') : t('exports.failed')));
    } finally {
      setRunning(false);
    }
  };

  return (
    <div className="export-menu no-print">
      <Disclosure
        className="export-choice"
        buttonClassName={buttonClass('secondary', true)}
        buttonLabel={t('exports.label', { list: name })}
        buttonContent={
          <>
            <Icon name="download" />
            <span className="kern-label">{running ? t('exports.running') : t('exports.open')}</span>
          </>
        }
        panelClassName="export-panel"
      >
        {(close) => (
          <>
            <p className="muted small-print">{t('exports.text')}</p>
            {formats.map((format) => (
              <button
                key={format}
                type="button"
                className="export-entry"
                aria-disabled={running}
                onClick={() => {
                  if (running) return;
                  close();
                  void start(format);
                }}
              >
                <Icon name={format === 'csv' ? 'article' : 'table'} />
                <span>
                  <b>{t(`exports.${format}`)}</b>{' '}
                  <small className="muted">{t(`exports.${format}Hint`)}</small>
                </span>
              </button>
            ))}
          </>
        )}
      </Disclosure>
      {(work !== null || problem !== null) && (
        <div className="export-state card" role="status">
          {problem !== null ? <p>{problem}</p> : <Work scope={scope} id={work} />}
          <button
            type="button"
            className="export-close"
            aria-label={t('exports.close')}
            onClick={() => {
              setWork(null);
              setProblem(null);
            }}
          >
            <Icon name="close" size={18} />
          </button>
        </div>
      )}
    </div>
  );
}

/** How far a file is that is made in the background. */
function Work({ scope, id }: { scope: ScopeRef; id: string | null }): ReactElement {
  const { t } = useTranslation();
  const { data: run, error } = useQuery(exportJobQuery(scope, id));
  if (error || run?.state === 'failed') return <p>{run?.problem ?? t('exports.failed')}</p>;
  const href = run && exportFileHref(scope, run);
  if (href) {
    return (
      <div className="export-ready">
        <p>
          <b>{t('exports.ready')}</b> <span className="muted">{t('exports.keeps')}</span>
        </p>
        <a className={buttonClass('primary', true)} href={href} download>
          <span className="kern-label">{t('exports.save')}</span>
        </a>
      </div>
    );
  }
  return (
    <div className="export-ready">
      <p>{t('exports.long')}</p>
      <progress aria-label={t('exports.progress')} max={1} value={run?.progress ?? 0} />
    </div>
  );
}
