import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { setTheme, useTheme } from '../app/theme.js';
import { Icon } from '../ui/Icon.js';

/** Light or dark with one click; "wie das Gerät" stands under Konto. */
export function ThemeButton(): ReactElement {
  const { t } = useTranslation();
  const { shown } = useTheme();
  const next = shown === 'dark' ? 'light' : 'dark';
  const label = next === 'dark' ? t('shell.toDark') : t('shell.toLight');
  return (
    <button
      type="button"
      className="icon-button theme-button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next)}
    >
      <Icon name={next} size={22} />
    </button>
  );
}
