import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeMailLanguage } from '../../api/session.js';
import type { Session } from '../../api/types.js';
import { sessionQuery } from '../../app/queries.js';
import { Alert } from '../../ui/Alert.js';
import { Choice } from '../../ui/Choice.js';
import { toast } from '../../ui/toast.js';

type MailLanguage = Session['user']['language'];

/** In which language mails to oneself are written; saved at once. */
export function MailLanguage({ language }: { language: MailLanguage }): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: changeMailLanguage,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toast(t('session.account.mailLanguageSaved'));
    },
  });
  return (
    <>
      {change.error && <Alert kind="danger" role="alert" title={t('common.failed')} />}
      <Choice<MailLanguage>
        name="mailLanguage"
        label={t('session.account.mailLanguage')}
        value={change.isPending ? change.variables : language}
        onChange={(value) => change.mutate(value)}
        options={[
          { value: 'de', label: t('session.account.german') },
          { value: 'en', label: t('session.account.english') },
        ]}
      />
    </>
  );
}
