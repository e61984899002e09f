import { useQueryClient } from '@tanstack/react-query';
import { removeAllDrafts } from '../app/drafts.js';
import { signOut } from '../api/session.js';

/** Ends the session, removes drafts and cached data of this person, and leaves to the sign-in page. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await signOut().catch(() => undefined);
    removeAllDrafts();
    sessionStorage.clear();
    client.clear();
    // A full load: nothing of this person stays in memory.
    window.location.assign('/anmelden');
  };
}
