import { useSyncExternalStore, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../format/time.js';
import { useNow } from '../format/use-now.js';
import { useLiveState } from '../live/live-store.js';
import { Icon } from '../ui/Icon.js';

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
}

/** How current the page is: live, or cut off since when. */
export function LiveFoot(): ReactElement {
  const { t } = useTranslation();
  const now = useNow();
  const online = useOnline();
  const { connection, since } = useLiveState();
  const lost = connection === 'lost' || !online;
  const time = formatTime(since ?? now);
  return (
    <div className="side-foot">
      {lost ? (
        <>
          <p className="text-danger" role="status">
            {online ? <span className="live-dot off" /> : <Icon name="offline" size={18} />}
            {online ? t('shell.live.lost', { time }) : t('shell.live.offline', { time })}
          </p>
          <p>{t('shell.live.retry')}</p>
        </>
      ) : (
        <p>
          <span className="live-dot" />
          {connection === 'connected'
            ? t('shell.live.connected', { time: formatTime(now) })
            : t('shell.live.connecting')}
        </p>
      )}
    </div>
  );
}
