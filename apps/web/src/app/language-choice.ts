import type { Language } from '@bergfried/texts';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../api/session.js';
import type { Session } from '../api/types.js';
import { switchLanguage } from '../i18n/load-texts.js';
import { toast } from '../ui/toast.js';
import { sessionQuery } from './queries.js';

const withLanguage = (session: Session, language: Language): Session => ({
  ...session,
  user: { ...session.user, language },
});

/** Chosen on this page before anybody had signed in: a wish of the person, unlike what the browser spoke last. */
let chosen: Language | null = null;

/** Chooses the language: kept with the account, before the sign-in in the browser (ADR 0019). */
export function useLanguageChoice(): UseMutationResult<void, Error, Language> {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (language) => {
      const session = client.getQueryData(sessionQuery.queryKey);
      if (session) {
        await changeLanguage(language);
        client.setQueryData(sessionQuery.queryKey, withLanguage(session, language));
      } else {
        chosen = language;
      }
      await switchLanguage(i18n, language);
      if (session) toast(i18n.t('shell.languageSaved'));
    },
  });
}

/** After a sign-in: what was chosen before it becomes the language of the account; else the account's own counts. */
export async function keepChosenLanguage(session: Session): Promise<Session> {
  const wish = chosen;
  chosen = null;
  if (wish === null || wish === session.user.language) return session;
  return changeLanguage(wish).then(
    () => withLanguage(session, wish),
    () => session, // the sign-in has worked; the language is less important
  );
}
