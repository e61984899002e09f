import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../api/types.js';

/** "Was jetzt tun": five lines for the kind of incident, shown right after reporting. */
export function TodoCard({ category, onClose }: { category: Category; onClose?: () => void }): ReactElement {
  const { t } = useTranslation();
  const lines = t(`incident.todo.${category}`, { returnObjects: true });
  return (
    <section className="card todo" aria-labelledby="was-tun">
      <div className="card-head">
        <h2 id="was-tun">{t('incident.todo.title')}</h2>
        {onClose && (
          <button type="button" className="link no-print" onClick={onClose}>
            {t('incident.todo.close')}
          </button>
        )}
      </div>
      <ol>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}
