import { join } from 'node:path';
import {
  findInstallationKey,
  HEADS_FILE,
  HeadsFile,
  KEY_FILE,
  SealKey,
  verifyHistory,
  type Break,
  type BreakReason,
  type Config,
  type SealHead,
  type Verification,
} from '@bergfried/platform';
import type { DatabaseUrls } from '../database/accounts.js';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';

/**
 * Computes all seals of the history again and compares.
 * @param officeSlug only this office and its members
 * @throws UserError when something was changed, with the first break of each chain; when the secret is missing; for an unknown office
 */
export async function verify(
  config: Config,
  { owner }: DatabaseUrls,
  officeSlug: string | undefined,
  printer: Printer,
): Promise<void> {
  const file = join(config.dataDir, KEY_FILE);
  const key = findInstallationKey({ setting: config.key, file });
  if (key === null) {
    throw new UserError(
      `Ohne das Geheimnis der Installation lässt sich nichts prüfen: ${file} fehlt, BERGFRIED_KEY ist nicht gesetzt. ` +
        'Es entsteht beim ersten Start des Hintergrunddienstes und gehört in die Sicherung.',
    );
  }
  const found = await verifyHistory({
    ownerUrl: owner,
    key: new SealKey(key),
    heads: keptHeads(join(config.dataDir, HEADS_FILE)),
    officeSlug,
  });
  if (found === null) throw new UserError(`Die Gemeinsame Stelle „${officeSlug ?? ''}“ gibt es nicht.`);
  for (const line of notes(found)) printer.line(line);
  if (found.breaks.length > 0) throw new UserError(found.breaks.map(breakText).join('\n'));
  printer.line('Die Historie ist unverändert.');
}

function keptHeads(file: string): ReadonlyMap<string, SealHead> {
  try {
    return new HeadsFile(file).read();
  } catch (error) {
    if (error instanceof Error) throw new UserError(error.message, { cause: error });
    throw error;
  }
}

function notes({ chains, versions, waiting, withoutHead, adopted }: Verification): string[] {
  const number = (value: number): string => value.toLocaleString('de-DE');
  return [
    `Geprüft: ${number(versions)} festgeschriebene Fassungen in ${number(chains)} Ketten; ${number(waiting)} warten auf das nächste Festschreiben.`,
    ...(withoutHead === 0
      ? []
      : [
          `Bei ${number(withoutHead)} Ketten ist das Ende außerhalb der Datenbank nicht bekannt (${HEADS_FILE}); ein abgeschnittenes Ende fiele dort nicht auf.`,
        ]),
    ...(adopted === 0
      ? []
      : [
          `Bei ${number(adopted)} Ketten war das Ende außerhalb der Datenbank eine Zeit lang nicht bekannt und wurde dann so übernommen, wie es war (${HEADS_FILE}); was davor abgeschnitten wurde, fiele nicht auf.`,
        ]),
  ];
}

const reasons: Readonly<Record<BreakReason, string>> = {
  'version-changed': 'Der Inhalt wurde nach dem Festschreiben geändert.',
  'version-missing': 'Die Fassung fehlt.',
  'version-inserted': 'Die Fassung wurde nach dem Festschreiben eingefügt.',
  'version-backdated': 'Die Fassung gibt sich älter, als sie ist; sie wurde später eingefügt.',
  'seal-missing': 'In der Kette fehlt ein Glied.',
  'seal-changed': 'Ein Glied der Kette wurde geändert oder vertauscht.',
  'other-key': 'Das Glied wurde mit einem anderen Geheimnis geschrieben.',
  'end-cut': 'Das Ende der Kette fehlt; außerhalb der Datenbank ist ein späteres bekannt.',
  'end-replaced':
    'Hier stand ein anderes Glied, das außerhalb der Datenbank bekannt ist: Das Ende der Kette wurde abgeschnitten und neu fortgesetzt.',
  'order-behind':
    'Es kann nichts mehr festgeschrieben werden: Die Datenbank zählt ihre Transaktionen neu, wie nach dem Einspielen eines Auszugs. Was zu tun ist, steht in docs/operations.md unter „Backup“.',
  'chain-missing': 'Die ganze Kette fehlt; außerhalb der Datenbank ist ihr Ende bekannt.',
};

/** One line for a break: where, which version, which row, why. */
export function breakText({ chain, reason, seq, table, rowId }: Break): string {
  const where = chain.kind === 'office' ? `Stelle „${chain.name}“` : `Mitglied „${chain.name}“`;
  const which = [
    ...(seq === null ? [] : [`Fassung ${seq}`]),
    ...(table === null ? [] : [`Tabelle ${table}`]),
    ...(rowId === null ? [] : [`Zeile ${rowId}`]),
  ];
  return `Bruch: ${[where, ...which].join(', ')}: ${reasons[reason]}`;
}
