import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../ui/Modal.js';

/** All shortcuts of the product. */
export function KeysDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const groups = [
    {
      title: t('shell.keys.everywhere'),
      rows: [
        { keys: [t('shell.keys.control'), 'K'], text: t('shell.keys.palette') },
        { keys: ['?'], text: t('shell.keys.help') },
        { keys: ['/'], text: t('shell.keys.search') },
        { keys: ['Esc'], text: t('shell.keys.cancel') },
      ],
    },
    {
      title: t('shell.keys.inLists'),
      rows: [
        { keys: ['↓', 'j', '↑', 'k'], text: t('shell.keys.move') },
        { keys: [t('shell.keys.pageDown'), t('shell.keys.pageUp')], text: t('shell.keys.pages') },
        { keys: [t('shell.keys.home'), t('shell.keys.end')], text: t('shell.keys.ends') },
        { keys: [t('shell.keys.enter')], text: t('shell.keys.open') },
      ],
    },
    {
      title: t('shell.keys.inForms'),
      rows: [{ keys: [t('shell.keys.control'), t('shell.keys.enter')], text: t('shell.keys.submit') }],
    },
  ];
  return (
    <Modal title={t('shell.keys.title')} onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title} className="keys">
          <h3>{group.title}</h3>
          <dl>
            {group.rows.map((row) => (
              <div key={row.text}>
                <dt>{row.text}</dt>
                <dd>
                  {row.keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="muted">{t('shell.keys.singleKeys')}</p>
    </Modal>
  );
}
