import { label, type Language } from '@bergfried/texts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Group of coded values that have words, for example `severity`. */
export type LabelGroup = Parameters<typeof label>[1];

/** Words for coded values in the language of the page. */
export function useLabel(): (group: LabelGroup, code: string | number) => string {
  const { i18n } = useTranslation();
  const current: Language = i18n.language === 'en' ? 'en' : 'de';
  return useCallback((group: LabelGroup, code: string | number) => label(current, group, code), [current]);
}
