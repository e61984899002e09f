import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { installationQuery } from '../../app/queries.js';
import { BrandMark } from '../../shell/Brand.js';
import { DemoStrip } from '../../shell/DemoStrip.js';
import { ThemeButton } from '../../shell/ThemeButton.js';
import { LanguageSwitch } from '../../ui/LanguageSwitch.js';

/** Frame of the pages without sign-in: mark, one card, nothing else. */
export function SessionFrame({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const { data: installation } = useQuery(installationQuery);
  return (
    <div className="session-page">
      {installation?.demo && <DemoStrip />}
      <header className="session-head">
        <span className="brand-line">
          <BrandMark size={24} />
          <span className="brand-text">
            <b>{t('shell.product')}</b>
            <small>{t('shell.claim')}</small>
          </span>
        </span>
        <LanguageSwitch />
        <ThemeButton />
      </header>
      <main className="session-card card">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
