import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, type ReactElement } from 'react';
import { useSignInNeeded } from '../app/re-sign-in.js';

const ReSignInDialog = lazy(() =>
  import('../pages/session/ReSignInDialog.js').then((module) => ({ default: module.ReSignInDialog })),
);

/** Around every page: asks for the password in place when the session has ended. */
export function RootFrame(): ReactElement {
  const needed = useSignInNeeded();
  return (
    <>
      <Outlet />
      <Suspense>{needed && <ReSignInDialog />}</Suspense>
    </>
  );
}
