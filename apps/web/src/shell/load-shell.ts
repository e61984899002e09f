/** The frame of the pages behind the sign-in: a file of its own, so that the sign-in shows before it is read. */
export const loadShell = () => import('./Shell.js');
