import { Email, ROLES, Secret, Text } from '@bergfried/platform';
import { ApiProperty } from '@nestjs/swagger';

/** Shortest new password (BSI ORP.4: length before composition). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

/** Sign-in. */
export class SignInRequest {
  @Email({ doc: 'E-Mail-Adresse' }) email: string;
  @Secret({ min: 1, max: PASSWORD_MAX, doc: 'Passwort' }) password: string;
  @Text({
    min: 6,
    max: 8,
    optional: true,
    doc: 'Einmalcode des zweiten Faktors; ohne Wirkung, solange keiner eingerichtet ist',
  })
  otp?: string;
}

/** Change of the own password. */
export class ChangePasswordRequest {
  @Secret({ min: 1, max: PASSWORD_MAX, doc: 'Bisheriges Passwort' }) currentPassword: string;
  @Secret({ min: PASSWORD_MIN, max: PASSWORD_MAX, doc: 'Neues Passwort, mindestens 12 Zeichen' })
  newPassword: string;
}

/** The signed-in person. */
export class SessionUserResponse {
  @ApiProperty({ enum: ['de', 'en'], description: 'Sprache der Oberfläche und der Mails' }) language:
    'de' | 'en';
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
}

/** One role, valid today, with what it allows. `tenantId` null: at the office itself. */
export class MembershipResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) officeId: string;
  @ApiProperty() officeName: string;
  @ApiProperty() officeSlug: string;
  @ApiProperty({ description: 'true: Musterdaten – frei erfunden' }) demo: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) tenantId: string | null;
  @ApiProperty({ type: String, nullable: true }) tenantName: string | null;
  @ApiProperty({ type: String, nullable: true }) tenantShortName: string | null;
  @ApiProperty({ type: String, nullable: true }) tenantSlug: string | null;
  @ApiProperty({ enum: ROLES }) role: string;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
  @ApiProperty({ type: [String] }) permissions: string[];
}

/** Who is signed in, and what for. */
export class SessionResponse {
  @ApiProperty({ type: SessionUserResponse }) user: SessionUserResponse;
  @ApiProperty({ type: [MembershipResponse] }) memberships: MembershipResponse[];
}
