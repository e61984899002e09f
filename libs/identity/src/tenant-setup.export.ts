import { column, declareExport } from '@bergfried/platform';
import type { SetupStep, TenantSetupResponse } from './tenant-setup.dto.js';

const stateOf =
  (wanted: SetupStep) =>
  ({ steps }: TenantSetupResponse): string | undefined =>
    steps.find(({ step }) => step === wanted)?.state;

/** Columns of exported set-ups. */
export const SETUP_EXPORT = declareExport<TenantSetupResponse>('setups', [
  column.text('name', ({ tenant }) => tenant.name, 32),
  column.flag('complete', ({ complete }) => complete),
  column.coded('mandate', 'setupState', stateOf('mandate')),
  column.text('officer', ({ mandate }) => mandate.officerName, 28),
  column.text('deputy', ({ mandate }) => mandate.deputyName, 28),
  column.coded('people', 'setupState', stateOf('people')),
  column.coded('legalEntities', 'setupState', stateOf('legal-entities')),
]);
