import { useQuery } from '@tanstack/react-query';
import { notFound, useParams } from '@tanstack/react-router';
import type { Session } from '../api/types.js';
import { sessionQuery } from './queries.js';
import { findScope, type Scope } from './scope.js';

/** The signed-in person. Pages behind the sign-in always have one: the route has read it before. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useSession outside the signed-in routes');
  return data;
}

/** The scope in the URL; a slug that is none (any more) shows the friendly 404 page. */
export function useScope(): Scope {
  const session = useSession();
  const { scope: slug = '' } = useParams({ strict: false });
  const scope = findScope(session, slug);
  if (!scope) throw notFound();
  return scope;
}
