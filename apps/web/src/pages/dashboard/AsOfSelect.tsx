import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../app/search-string.js';
import { useScope } from '../../app/use-scope.js';
import { isoDay, shiftDay } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';

/** Live, or the state at the end of a past day; the choice stands in the URL. */
export function AsOfSelect({ asOf }: { asOf: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const navigate = useNavigate();
  const yesterday = shiftDay(isoDay(useNow()), -1);
  const set = (day: string | undefined): void => {
    void navigate({
      to: '/$scope/lagebild',
      params: { scope: scope.slug },
      search: day ? { asOf: day } : {},
    });
  };
  return (
    <div className="as-of" role="group" aria-label={t('dashboard.asOf')}>
      <button type="button" className="as-of-live" aria-pressed={!asOf} onClick={() => set(undefined)}>
        <span className="live-dot" />
        {t('dashboard.asOfLive')}
      </button>
      <label className={asOf ? 'on' : ''}>
        <span>{t('dashboard.asOfDay')}</span>
        <input
          type="date"
          value={asOf ?? ''}
          max={yesterday}
          onChange={(event) => {
            const day = dayOf(event.target.value);
            // While a year is being typed the field holds days like 0002-10-31.
            if (day && day > '2000-01-01' && day <= yesterday) set(day);
          }}
        />
      </label>
    </div>
  );
}
