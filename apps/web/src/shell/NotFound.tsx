import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../ui/Button.js';
import { Icon } from '../ui/Icon.js';
import { useTitle } from '../ui/use-title.js';

/** Friendly 404. It does not say whether the page exists elsewhere: that alone would tell something. */
export function NotFound(): ReactElement {
  const { t } = useTranslation();
  useTitle(t('shell.notFound.title'));
  return (
    <div className="page message-page">
      <Icon name="search" size={40} />
      <h1>{t('shell.notFound.title')}</h1>
      <p className="muted">{t('shell.notFound.text')}</p>
      <Link to="/" className={buttonClass('primary')}>
        <span className="kern-label">{t('shell.problem.home')}</span>
      </Link>
    </div>
  );
}
