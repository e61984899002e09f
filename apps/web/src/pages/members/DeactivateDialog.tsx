import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { deactivateMember } from '../../api/members.js';
import type { Member } from '../../api/types.js';
import { membersQuery } from '../../app/page-queries.js';
import type { Scope } from '../../app/scope.js';
import { Alert } from '../../ui/Alert.js';
import { Button } from '../../ui/Button.js';
import { Modal } from '../../ui/Modal.js';
import { toast } from '../../ui/toast.js';
import { useProblemText } from '../incident/use-submission.js';

interface DeactivateDialogProps {
  scope: Scope;
  member: Member;
  onClose: () => void;
}

/** Asks once before an access ends: the person is signed out at once. */
export function DeactivateDialog({ scope, member, onClose }: DeactivateDialogProps): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => deactivateMember(scope, member),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: membersQuery(scope).queryKey });
      toast(t('members.deactivated', { name: member.name }));
      onClose();
    },
  });
  const problem = useProblemText(end.error);
  return (
    <Modal title={t('members.deactivateTitle')} onClose={onClose}>
      <div className="stack">
        {problem && <Alert kind="danger" role="alert" title={problem} />}
        <p>{t('members.deactivateText', { name: member.name, scope: scope.name })}</p>
        <div className="row">
          <Button variant="primary" disabled={end.isPending} onClick={() => end.mutate()}>
            {t('members.deactivate')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
