import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.js';

export interface Chip {
  id: string;
  text: string;
  remove: () => void;
}

/** Filters that act, each with a way out; also those that came with a link. */
export function Chips({
  chips,
  onReset,
}: {
  chips: readonly Chip[];
  onReset: () => void;
}): ReactElement | null {
  const { t } = useTranslation();
  if (chips.length === 0) return null;
  return (
    <div className="chips">
      <ul aria-label={t('common.filtersActive')}>
        {chips.map((chip) => (
          <li key={chip.id}>
            <button
              type="button"
              className="chip"
              onClick={chip.remove}
              aria-label={t('common.filterRemove', { text: chip.text })}
            >
              {chip.text}
              <Icon name="close" size={16} />
            </button>
          </li>
        ))}
      </ul>
      {chips.length > 1 && (
        <button type="button" className="link" onClick={onReset}>
          {t('common.filterReset')}
        </button>
      )}
    </div>
  );
}
