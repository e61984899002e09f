import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_FILE, type Config } from '@bergfried/platform';
import type { Here } from '../backup/manifest.js';
import { restore } from '../backup/restore.js';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';
import { inBerlin, passphraseOf, requireEmbedded } from './backup.js';
import { verify } from './verify.js';

/** Options of the command. */
export interface RestoreCommand {
  readonly archive: string;
  /** Undefined: that of the settings. */
  readonly dataDir: string | undefined;
  readonly replace: boolean;
  readonly passphraseFile: string | undefined;
}

/**
 * Restores a backup of the embedded installation into a data folder, and compares its history with the seals.
 * @throws UserError in German: nothing was changed, or (it says so) the history of the restored state is broken
 */
export async function restoreBackup(
  config: Config,
  { archive, dataDir = config.dataDir, replace, passphraseFile }: RestoreCommand,
  here: Here,
  migrationsDir: string,
  printer: Printer,
): Promise<void> {
  requireEmbedded(config, 'Zurückspielen');
  let broken: UserError | undefined;
  const restored = await restore({
    archive,
    passphrase: passphraseOf(passphraseFile),
    dataDir,
    replace,
    here,
    migrationsDir,
    printer,
    inspect: async (staging, urls) => {
      if (config.key === undefined && !existsSync(join(staging, KEY_FILE))) {
        printer.line(
          'Die Historie wurde nicht geprüft: In der Sicherung ist kein Geheimnis der Installation.',
        );
        return;
      }
      try {
        await verify({ ...config, dataDir: staging }, urls, undefined, printer);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        broken = error; // the state is what was backed up; whoever needs it gets it, and learns of it
      }
    },
  });
  printer.line(
    `Zurückgespielt in ${dataDir}: Stand ${inBerlin(restored.manifest.upTo)}. Weiter mit: npm start`,
  );
  if (restored.aside !== undefined)
    printer.line(
      `Der bisherige Stand liegt in ${restored.aside}; bitte löschen, wenn er nicht mehr gebraucht wird.`,
    );
  if (!restored.manifest.filesIncluded)
    printer.line('Die Dateien standen nicht in der Sicherung, sie liegen im S3-Speicher (S3_URL).');
  if (broken)
    throw new UserError(
      `Die Historie des zurückgespielten Standes ist nicht in Ordnung:\n${broken.message}`,
      {
        cause: broken,
      },
    );
}
