import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Title of the browser tab: page first, so that many tabs stay distinguishable. */
export function useTitle(...parts: (string | undefined)[]): void {
  const { t } = useTranslation();
  const title = [...parts.filter(Boolean), t('shell.product')].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
