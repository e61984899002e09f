import { Choice, Flag, PageQuery } from '@bergfried/platform';
import { TenantResponse } from '@bergfried/tenancy';
import { ApiProperty } from '@nestjs/swagger';

/** Steps of the set-up of a member, in their order. */
export const SETUP_STEPS = ['master-data', 'mandate', 'people', 'legal-entities'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];
/** Steps that can be put off; master data come with the member. */
export const SKIPPABLE_STEPS = ['mandate', 'people', 'legal-entities'] as const;
/** done; waiting for somebody else (accepting, a first day); open; or put off. */
export const SETUP_STATES = ['done', 'waiting', 'open', 'skipped'] as const;
export type SetupState = (typeof SETUP_STATES)[number];
/** Roles without which a member is not complete. */
export const NEEDED_ROLES = [
  'coordinator',
  'head',
  'data-protection-officer',
  'authorised-reporter',
  'it-management',
] as const;

/** One step and how far it is. */
export class SetupStepResponse {
  @ApiProperty({ enum: SETUP_STEPS }) step: SetupStep;
  @ApiProperty({ enum: SETUP_STATES }) state: SetupState;
}

/** Whether a needed role is held. */
export class SetupRoleResponse {
  @ApiProperty({ enum: NEEDED_ROLES }) role: (typeof NEEDED_ROLES)[number];
  @ApiProperty({ enum: ['missing', 'invited', 'active'] }) state: 'missing' | 'invited' | 'active';
}

/** The mandate of the office for a member, as of today. */
export class SetupMandateResponse {
  @ApiProperty({
    enum: ['valid', 'planned', 'missing'],
    description: 'planned: beginnt später, oder die Person hat die Einladung noch nicht angenommen',
  })
  state: 'valid' | 'planned' | 'missing';
  @ApiProperty({ type: String, nullable: true }) officerName: string | null;
  @ApiProperty({ type: String, nullable: true }) deputyName: string | null;
}

/** A member and how far its set-up is; computed with every read. */
export class TenantSetupResponse {
  @ApiProperty({ type: TenantResponse }) tenant: TenantResponse;
  @ApiProperty({ type: [SetupStepResponse] }) steps: SetupStepResponse[];
  @ApiProperty({ description: 'true: nichts ist offen; Übersprungenes zählt nicht als offen' })
  complete: boolean;
  @ApiProperty({ type: SetupMandateResponse }) mandate: SetupMandateResponse;
  @ApiProperty({ type: [SetupRoleResponse] }) roles: SetupRoleResponse[];
  @ApiProperty({ type: 'integer' }) legalEntityCount: number;
}

/** List of set-ups. */
export class TenantSetupQuery extends PageQuery {}

/** Puts a step off, or takes it up again. */
export class UpdateTenantSetupRequest {
  @Choice(SKIPPABLE_STEPS, { doc: 'Schritt' }) step: (typeof SKIPPABLE_STEPS)[number];
  @Flag({ doc: 'true: für später zurückgestellt' }) skipped: boolean;
}
