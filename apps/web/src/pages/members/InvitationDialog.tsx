import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../api/types.js';
import { formatDateTime } from '../../format/time.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Modal } from '../../ui/Modal.js';

interface InvitationDialogProps {
  name: string;
  invitation: Invitation;
  onClose: () => void;
}

/** Shows the link of an invitation once; afterwards only a new one can be made. */
export function InvitationDialog({ name, invitation, onClose }: InvitationDialogProps): ReactElement {
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
    <Modal title={t('members.linkTitle', { name })} onClose={onClose}>
      <div className="stack">
        <p>{t('members.linkText', { name, date: formatDateTime(invitation.expiresAt) })}</p>
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
