import type { ReactElement, ReactNode } from 'react';
import { Dialog, Heading, Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { GermanFields } from './GermanFields.js';
import { Icon } from './Icon.js';

interface ModalProps {
  title: string;
  onClose: () => void;
  /** A dialog that must be answered cannot be closed by a click beside it, nor by Escape. */
  required?: boolean;
  wide?: boolean;
  children: ReactNode;
}

/** A modal dialog: traps the focus, gives it back, closes with Escape. */
export function Modal({
  title,
  onClose,
  required = false,
  wide = false,
  children,
}: ModalProps): ReactElement {
  const { t } = useTranslation();
  return (
    <GermanFields>
      <ModalOverlay
        isOpen
        isDismissable={!required}
        isKeyboardDismissDisabled={required}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        className="overlay"
      >
        <AriaModal className={`dialog-box${wide ? ' wide' : ''}`}>
          <Dialog className="dialog">
            <header className="dialog-head">
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {!required && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('common.close')}
                  onClick={onClose}
                >
                  <Icon name="close" />
                </button>
              )}
            </header>
            {children}
          </Dialog>
        </AriaModal>
      </ModalOverlay>
    </GermanFields>
  );
}
