import {
  foundingFound,
  officeCheckAddress,
  officeCreateTenant,
  tenantCreateLegalEntity,
  tenantSetupFindAll,
  tenantSetupFindOne,
  tenantSetupUpdate,
  tenantUpdate,
  tenantUpdateLegalEntity,
  type CreateLegalEntityRequest,
  type CreateTenantRequest,
  type FoundingRequest,
  type SlugResponse,
  type UpdateTenantSetupRequest,
} from '@bergfried/api-client';
import { call, callOnce, ifMatch } from './call.js';
import type { LegalEntity, Page, Session, Tenant, TenantSetup } from './types.js';

export type SlugState = SlugResponse['state'];
export type TenantDraft = CreateTenantRequest;
export type LegalEntityDraft = CreateLegalEntityRequest;
export type SkippableStep = UpdateTenantSetupRequest['step'];

/** Makes the first office of an empty installation and signs its operator in. Throws 404 when somebody was first. */
export const foundInstallation = (founding: FoundingRequest): Promise<Session> =>
  callOnce(() => foundingFound({ body: founding }));

export const createTenant = (officeId: string, tenant: TenantDraft): Promise<Tenant> =>
  call(() => officeCreateTenant({ path: { officeId }, body: tenant }));

export const renameTenant = (tenant: Tenant, names: { name: string; shortName: string }): Promise<Tenant> =>
  call(() => tenantUpdate({ path: { tenantId: tenant.id }, body: names, headers: ifMatch(tenant.version) }));

/** Whether an address is free; never whose it is. */
export async function checkSlug(officeId: string, slug: string, signal: AbortSignal): Promise<SlugState> {
  return (await call(() => officeCheckAddress({ path: { officeId, slug }, signal }))).state;
}

/** Set-ups of all members that the caller may read, at most 200. */
export const listSetups = (officeId: string, signal: AbortSignal): Promise<Page<TenantSetup>> =>
  call(() => tenantSetupFindAll({ path: { officeId }, query: { limit: 200 }, signal }));

export const readSetup = (tenantId: string, signal: AbortSignal): Promise<TenantSetup> =>
  call(() => tenantSetupFindOne({ path: { tenantId }, signal }));

/** Puts a step off, or takes it up again. */
export const skipStep = (tenantId: string, step: SkippableStep, skipped: boolean): Promise<TenantSetup> =>
  call(() => tenantSetupUpdate({ path: { tenantId }, body: { step, skipped } }));

export const saveLegalEntity = (
  tenantId: string,
  entity: LegalEntity | null,
  draft: LegalEntityDraft,
): Promise<LegalEntity> =>
  call(() =>
    entity
      ? tenantUpdateLegalEntity({
          path: { tenantId, id: entity.id },
          body: draft,
          headers: ifMatch(entity.version),
        })
      : tenantCreateLegalEntity({ path: { tenantId }, body: draft }),
  );
