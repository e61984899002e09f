import type { ReactElement } from 'react';
import { useScope } from '../../app/use-scope.js';
import { OfficeReportsPage } from './OfficeReportsPage.js';
import { ReportsPage } from './ReportsPage.js';

/** "Berichte": of one member with order and figures, of the office as a list over all members. */
export function ReportsEntry(): ReactElement {
  return useScope().kind === 'office' ? <OfficeReportsPage /> : <ReportsPage />;
}
