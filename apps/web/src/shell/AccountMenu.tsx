import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/use-scope.js';
import { Disclosure } from '../ui/Disclosure.js';
import { Icon } from '../ui/Icon.js';
import { LanguageSwitch } from '../ui/LanguageSwitch.js';
import { useSignOut } from './use-sign-out.js';

/** First letters of the first and the last name. */
export function initials(name: string): string {
  const parts = name
    .replace(/\b(?:Dr|Prof)\.\s*/g, '')
    .split(/\s+/)
    .filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => part?.[0] ?? '');
  return letters.join('').toLocaleUpperCase('de');
}

export function AccountMenu({ onKeys }: { onKeys: () => void }): ReactElement {
  const { t } = useTranslation();
  const { user } = useSession();
  const leave = useSignOut();
  return (
    <Disclosure
      className="account"
      buttonClassName="avatar"
      buttonLabel={t('shell.account', { name: user.name })}
      buttonContent={initials(user.name)}
      panelClassName="account-panel"
    >
      {(close) => (
        <>
          <p className="who">
            <b>{user.name}</b>
            <small>{user.email}</small>
          </p>
          <LanguageSwitch />
          <div>
            <Link to="/konto" className="entry" onClick={close}>
              <Icon name="person" />
              {t('shell.accountTitle')}
            </Link>
            <button
              type="button"
              className="entry"
              onClick={() => {
                close();
                onKeys();
              }}
            >
              <Icon name="keyboard" />
              {t('shell.shortcuts')}
              <span className="grow" />
              <kbd>?</kbd>
            </button>
            <button type="button" className="entry" onClick={() => void leave()}>
              <Icon name="logout" />
              {t('shell.signOut')}
            </button>
          </div>
        </>
      )}
    </Disclosure>
  );
}
