import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, Member } from '../../api/types.js';
import { formatDateTime } from '../../format/time.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Modal } from '../../ui/Modal.js';

interface InvitationDialogProps {
  person: Pick<Member, 'name' | 'email'>;
  invitation: Invitation;
  onClose: () => void;
}

/** Says that the mail is on its way, and shows the link once for those whom no mail reaches. */
export function InvitationDialog({ person, invitation, onClose }: InvitationDialogProps): ReactElement {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const url = new URL(invitation.url, window.location.origin).href;
  const copy = (): void => {
    // The clipboard needs a secure context; without one the field is there to be copied by hand.
    if (!('clipboard' in navigator)) return;
    void navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Modal title={t('members.linkTitle', { name: person.name })} onClose={onClose}>
      <div className="stack">
        <p>{t('members.linkSent', { email: person.email, date: formatDateTime(invitation.expiresAt) })}</p>
        <p className="muted">{t('members.linkText')}</p>
        <TextField
          label={t('members.linkLabel')}
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="row">
          <Button variant="primary" icon={copied ? 'check' : 'copy'} onClick={copy}>
            {copied ? t('common.copied') : t('members.linkCopy')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
        <p className="sr-only" role="status">
          {copied ? t('common.copied') : ''}
        </p>
      </div>
    </Modal>
  );
}
