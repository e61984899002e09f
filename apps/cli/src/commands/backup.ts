import { readFileSync } from 'node:fs';
import {
  findEmbeddedPostgres,
  hasCluster,
  startEmbeddedPostgres,
  systemErrorCode,
  type Config,
} from '@bergfried/platform';
import { readArchive } from '../backup/archive-reader.js';
import { finishExchange } from '../backup/exchange.js';
import { makeBackup, type MadeBackup } from '../backup/make-backup.js';
import { requireFits, type Here } from '../backup/manifest.js';
import { chooseTarget, keepNewest, type BackupKind } from '../backup/target.js';
import { operatedUrls } from '../database/operated.js';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';

/** Backups before an upgrade that are kept. */
const UPGRADES_KEPT = 3;
const MIN_PASSPHRASE = 12;

/** Options of the command. */
export interface BackupCommand {
  /** Folder or file; undefined: `backups` in the data folder. */
  readonly to: string | undefined;
  /** How many backups stay in that folder; undefined: all. */
  readonly keep: string | undefined;
  readonly passphraseFile: string | undefined;
}

/**
 * Backs up the embedded installation, running or not, and clears old backups away once the new one is complete.
 * @throws UserError in German; no backup was made then
 */
export async function backup(config: Config, command: BackupCommand, printer: Printer): Promise<void> {
  requireEmbedded(config, 'Sichern');
  const keep = keepOf(command.keep);
  const passphrase = passphraseOf(command.passphraseFile);
  if (finishExchange(config.dataDir)) printer.line('Ein unterbrochenes Zurückspielen wurde abgeschlossen.');
  const postgres = await openCluster(config.dataDir, printer);
  try {
    const begin = Date.now();
    const target = await folderErrors(command.to ?? config.dataDir, () =>
      chooseTarget(config.dataDir, command.to, 'manual', passphrase !== undefined),
    );
    const filesInFolder = config.s3Url === undefined;
    const made = await makeBackup({
      dataDir: config.dataDir,
      superuserUrl: postgres.superuserUrl,
      target,
      passphrase,
      filesInFolder,
    });
    tell(made, Date.now() - begin, printer);
    if (config.key !== undefined)
      printer.line('BERGFRIED_KEY steht nicht in der Sicherung. Bitte gesondert aufbewahren.');
    if (!filesInFolder)
      printer.line('Die Dateien im S3-Speicher stehen nicht in der Sicherung. Bitte dort gesondert sichern.');
    if (keep !== undefined) {
      const removed = await keepNewest(target.folder, 'manual', keep);
      if (removed > 0) printer.line(`Ältere Sicherungen entfernt: ${String(removed)}.`);
    }
  } finally {
    await postgres.close();
  }
}

/**
 * Makes the backup before an upgrade, into the data folder, and keeps the last three of them.
 * @returns path of the archive
 * @throws UserError saying that nothing was upgraded
 */
export async function backupBeforeUpgrade(
  config: Config,
  superuserUrl: string,
  pending: readonly string[],
  printer: Printer,
): Promise<string> {
  const kind: BackupKind = 'upgrade';
  printer.line(
    `Vor der Aktualisierung der Datenbank (${pending.length === 1 ? 'eine Migration' : `${String(pending.length)} Migrationen`}) wird gesichert …`,
  );
  try {
    const begin = Date.now();
    const target = await folderErrors(config.dataDir, () =>
      chooseTarget(config.dataDir, undefined, kind, false),
    );
    const filesInFolder = config.s3Url === undefined;
    const made = await makeBackup({ dataDir: config.dataDir, superuserUrl, target, filesInFolder });
    tell(made, Date.now() - begin, printer);
    await keepNewest(target.folder, kind, UPGRADES_KEPT);
    return made.file;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${error.message}\nOhne Sicherung wird nicht aktualisiert; die Datenbank ist unverändert.`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Reads a backup to its end and compares everything with its own list.
 * @throws UserError saying what is wrong with it
 */
export async function checkBackup(
  archive: string,
  passphraseFile: string | undefined,
  here: Here,
  printer: Printer,
): Promise<void> {
  const manifest = await readArchive(archive, passphraseOf(passphraseFile));
  requireFits(manifest, here);
  const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0);
  printer.line(
    `Die Sicherung ist vollständig und unversehrt: Stand ${inBerlin(manifest.upTo)}, Bergfried ${manifest.product}, ` +
      `PostgreSQL ${String(manifest.postgres)}, ${String(manifest.files.length)} Dateien, ${megabytes(bytes)} MB.`,
  );
}

/** @throws UserError in operated mode */
export function requireEmbedded(config: Config, what: string): void {
  if (operatedUrls(config) === undefined) return;
  throw new UserError(
    `${what} mit diesem Befehl gibt es nur für das mitgelieferte PostgreSQL. Ein eigenes bitte mit dessen Mitteln sichern ` +
      '(pg_dump als bergfried_backup oder eine physische Sicherung): docs/operations.md, „Backup“.',
  );
}

/**
 * The passphrase that a file holds.
 * @throws UserError when it cannot be read or is too short
 */
export function passphraseOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    throw new UserError(`Die Datei mit dem Kennwort (${file}) ist nicht lesbar.`);
  }
  if (text.length < MIN_PASSPHRASE)
    throw new UserError(
      `Das Kennwort in ${file} ist zu kurz; nötig sind mindestens ${String(MIN_PASSPHRASE)} Zeichen.`,
    );
  return text;
}

/** A time as people here read it. */
export function inBerlin(iso: string): string {
  return new Date(iso).toLocaleString('de-DE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
}

function keepOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new UserError(`--keep ist „${text}“; erlaubt ist eine Zahl ab 1.`);
  return Number(text);
}

function tell({ file, size, manifest, damaged }: MadeBackup, tookMs: number, printer: Printer): void {
  const seconds = (tookMs / 1000).toLocaleString('de-DE', { maximumFractionDigits: 1 });
  printer.line(`Gesichert bis ${inBerlin(manifest.upTo)}: ${file} (${megabytes(size)} MB, ${seconds} s)`);
  if (damaged.length > 0) {
    printer.problem(
      `Achtung: ${String(damaged.length)} gespeicherte Dateien sind beschädigt und wurden so gesichert, wie sie sind: ${damaged.slice(0, 5).join(', ')}`,
    );
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString('de-DE', { maximumFractionDigits: 1 });
}

/** The cluster as it runs, or started for the backup alone. Nothing is migrated. */
async function openCluster(
  dataDir: string,
  printer: Printer,
): Promise<{ readonly superuserUrl: string; close(): Promise<void> }> {
  if (!hasCluster(dataDir))
    throw new UserError(`Im Datenordner ${dataDir} gibt es noch keine Installation, die sich sichern ließe.`);
  const running = await findEmbeddedPostgres(dataDir);
  if (running !== undefined) return { superuserUrl: running, close: async () => undefined };
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => printer.line(line) });
  return { superuserUrl: postgres.superuserUrl, close: () => postgres.stop() };
}

/** What the system refuses when the folder for the backup is made. */
async function folderErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemErrorCode(error) ?? '';
    if (['EACCES', 'EPERM', 'EROFS'].includes(code))
      throw new UserError(`In ${folder} darf dieser Benutzer keine Sicherung ablegen.`, { cause: error });
    if (['ENOTDIR', 'EEXIST'].includes(code))
      throw new UserError(`${folder} ist kein Ordner, in den sich etwas ablegen lässt.`, { cause: error });
    if (['ENOSPC', 'EDQUOT'].includes(code))
      throw new UserError(`Auf dem Datenträger von ${folder} ist kein Platz für die Sicherung.`, {
        cause: error,
      });
    throw error;
  }
}
