import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../api/types.js';
import { Button } from '../../ui/Button.js';
import { TodoCard } from '../incident/TodoCard.js';

/** After a report by somebody who does not see incidents: the number, and what to do now. */
export function ReportDone({
  incident,
  onAnother,
}: {
  incident: Incident;
  onAnother: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {t('report.doneTitle', { reference: incident.reference })}
          </h1>
          <p className="muted">{t('report.doneText')}</p>
        </div>
        <Button icon="add" onClick={onAnother}>
          {t('report.another')}
        </Button>
      </header>
      <TodoCard category={incident.category} />
    </>
  );
}
