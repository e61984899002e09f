import { Email, Pattern, Secret, Text } from '@bergfried/platform';
import { SLUG } from '@bergfried/tenancy';
import { PASSWORD_MAX, PASSWORD_MIN } from './session.dto.js';

/** The first office of an empty installation and its first operator. */
export class FoundingRequest {
  @Text({ min: 1, max: 60, doc: 'Einmalcode, den der letzte Start ausgegeben hat' }) code: string;
  @Text({ min: 2, max: 200, doc: 'Name der Gemeinsamen Stelle' }) officeName: string;
  @Text({ min: 2, max: 60, doc: 'Kurzer Name der Gemeinsamen Stelle' }) officeShortName: string;
  @Pattern(SLUG, 'slug', { max: 60, doc: 'Erster Teil der Seitenadressen der Stelle', example: 'stelle' })
  officeSlug: string;
  @Text({ min: 2, max: 120, doc: 'Vor- und Nachname der ersten Person, Rolle Betrieb' }) name: string;
  @Email({ doc: 'E-Mail-Adresse, zugleich Anmeldename' }) email: string;
  @Secret({ min: PASSWORD_MIN, max: PASSWORD_MAX, doc: 'Passwort, mindestens 12 Zeichen' }) password: string;
}
