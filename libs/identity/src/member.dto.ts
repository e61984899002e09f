import { Choice, Day, Email, PageQuery, Secret, Text } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';
import { OFFICE_ROLES, TENANT_ROLES } from './identity.permissions.js';
import { PASSWORD_MAX, PASSWORD_MIN } from './session.dto.js';

const NAME = { min: 2, max: 120, doc: 'Vor- und Nachname' } as const;

/** Invites a person to a member. */
export class InviteTenantMemberRequest {
  @Text(NAME) name: string;
  @Email({ doc: 'E-Mail-Adresse, zugleich Anmeldename' }) email: string;
  @Choice(TENANT_ROLES, { doc: 'Rolle beim Mitglied' }) role: string;
  @Day({ optional: true, doc: 'Erster Tag, sonst heute' }) validFrom?: string;
  @Day({ optional: true, nullable: true, doc: 'Letzter Tag; ohne Angabe unbefristet' }) validUntil?:
    string | null;
}

/** Invites a person to the office itself. */
export class InviteOfficeMemberRequest extends InviteTenantMemberRequest {
  @Choice(OFFICE_ROLES, { doc: 'Rolle bei der Gemeinsamen Stelle' }) override role: string;
}

/** Changes role or days of a member. */
export class UpdateTenantMemberRequest {
  @Choice(TENANT_ROLES, { optional: true, doc: 'Rolle beim Mitglied' }) role?: string;
  @Day({ optional: true, doc: 'Erster Tag' }) validFrom?: string;
  @Day({ optional: true, nullable: true, doc: 'Letzter Tag; null ist unbefristet' }) validUntil?:
    string | null;
}

/** Changes role or days of a person of the office. */
export class UpdateOfficeMemberRequest extends UpdateTenantMemberRequest {
  @Choice(OFFICE_ROLES, { optional: true, doc: 'Rolle bei der Gemeinsamen Stelle' }) override role?: string;
}

/** List of people. */
export class MemberQuery extends PageQuery {}

/** A person in a role. */
export class MemberResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) tenantId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) officeId: string | null;
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: [...new Set([...OFFICE_ROLES, ...TENANT_ROLES])] }) role: string;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({ enum: ['invited', 'active', 'disabled'] }) status: 'invited' | 'active' | 'disabled';
  @ApiProperty({ type: 'integer' }) version: number;
}

/** Link to hand over; shown this once (ADR 0006). */
export class InvitationResponse {
  @ApiProperty({ description: 'Adresse zum Weitergeben, nur dieses eine Mal sichtbar' }) url: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}

/** A person just invited. */
export class InvitedMemberResponse extends MemberResponse {
  @ApiProperty({ type: InvitationResponse }) invitation: InvitationResponse;
}

/** What an invitation link stands for. */
export class LinkResponse {
  @ApiProperty({ enum: ['invitation', 'password-reset'] }) purpose: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'true: mit dem vorhandenen Passwort annehmen' }) hasAccount: boolean;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}

/** Uses a link: a new password, or the present one when an account that exists accepts an invitation. */
export class AcceptLinkRequest {
  @Secret({
    min: PASSWORD_MIN,
    max: PASSWORD_MAX,
    doc: 'Neues Passwort, mindestens 12 Zeichen; bei vorhandenem Konto das jetzige',
  })
  password: string;
}
