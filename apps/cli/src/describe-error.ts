import { ConfigError, EmbeddedPostgresError, systemErrorCode } from '@bergfried/platform';
import { UserError } from './user-error.js';

// Node's words, then SQLSTATE: 28P01 invalid_password, 28000 invalid_authorization, 3D000 invalid_catalog_name
const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'PostgreSQL ist unter der angegebenen Adresse nicht erreichbar (Verbindung abgelehnt).',
  ENOTFOUND: 'Den Rechner der Datenbank-Adresse gibt es nicht.',
  EAI_AGAIN: 'Der Rechner der Datenbank-Adresse lässt sich nicht auflösen.',
  ETIMEDOUT: 'PostgreSQL ist unter der angegebenen Adresse nicht erreichbar (keine Antwort).',
  '28P01': 'PostgreSQL lehnt Benutzer oder Passwort ab. Bitte die Adressen prüfen (DATABASE_…URL).',
  '28000': 'PostgreSQL lehnt die Anmeldung ab. Bitte die Adressen prüfen (DATABASE_…URL).',
  '3D000': 'Die Datenbank der Adresse gibt es noch nicht. Bitte zuerst: bergfried db init',
};

/** What the person can act on is said in German words; of a fault of ours the place is shown too. */
export function describeError(error: unknown): string {
  if (error instanceof UserError || error instanceof ConfigError || error instanceof EmbeddedPostgresError) {
    return error.message;
  }
  const words = known[systemErrorCode(error) ?? ''];
  if (words !== undefined) return words;
  return `Unerwarteter Fehler: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
