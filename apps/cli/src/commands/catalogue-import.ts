import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { CatalogueImport, CatalogueWriter, FILE_ID, IMPORT_CATALOGUE } from '@bergfried/catalogues';
import {
  cleanFileName,
  createDataSource,
  FileRegister,
  FileTooLarge,
  MAX_UPLOAD_BYTES,
  MEDIA_TYPES,
  openFileStore,
  sniff,
  SystemJob,
  systemErrorCode,
  UnitOfWork,
  type Config,
  type FileScope,
  type JobData,
  type JobResult,
  type Staged,
  type Staging,
} from '@bergfried/platform';
import { v7 as uuidv7 } from 'uuid';
import type { DatabaseUrls } from '../database/accounts.js';
import { chooseOffice } from '../database/offices.js';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';

/**
 * Makes a catalogue from a file: the same store, the same job as after an upload, done at once in this process.
 * @param officeSlug may be left out when there is one office only
 * @throws UserError when the file cannot be read or is no catalogue
 */
export async function importCatalogue(
  config: Config,
  urls: DatabaseUrls,
  path: string,
  officeSlug: string | undefined,
  printer: Printer,
): Promise<void> {
  const office = await chooseOffice(urls, officeSlug);
  const store = await openFileStore({ dataDir: config.dataDir, s3Url: config.s3Url });
  const dataSource = createDataSource({
    url: urls.system,
    applicationName: 'bergfried-cli',
    max: 2,
    entities: [],
  });
  await dataSource.initialize();
  try {
    const units = new UnitOfWork(dataSource);
    const files = new FileRegister(units);
    const scope: FileScope = { kind: 'office', id: office.id };
    const staged = await stage(store.staging, path);
    try {
      const { size, sha256 } = staged;
      await store.put(scope, staged);
      const payload: Record<string, string> = {};
      const data: JobData = {
        key: `cli.${uuidv7()}`,
        officeId: office.id,
        tenantId: null,
        countyOnly: false,
        event: 'catalogue.uploaded',
        payload,
        actor: 'system:cli',
      };
      const job = new PrintedJob(data, units, printer);
      const file = {
        name: cleanFileName(basename(path)),
        mediaType: MEDIA_TYPES.json,
        size,
        sha256,
        createdBy: null,
      };
      await job.transact(async () => {
        payload[FILE_ID] = await files.add(scope, file);
      });
      await new CatalogueImport(store, files, new CatalogueWriter(units)).run(job);
      printer.line(job.conclusion(office.name));
    } finally {
      await staged.discard();
    }
  } finally {
    await dataSource.destroy();
  }
}

async function stage(staging: Staging, path: string): Promise<Staged> {
  const staged = await stageContent(staging, path).catch((error: unknown) => {
    if (error instanceof FileTooLarge)
      throw new UserError(
        `Die Datei ist zu groß; erlaubt sind ${String(MAX_UPLOAD_BYTES / 1024 / 1024)} MB.`,
      );
    if (systemErrorCode(error) === 'ENOENT') throw new UserError(`Die Datei „${path}“ gibt es nicht.`);
    if (systemErrorCode(error) === 'EISDIR' || systemErrorCode(error) === 'EACCES')
      throw new UserError(`Die Datei „${path}“ ist nicht lesbar.`);
    throw error;
  });
  if (sniff(staged.head) === 'json') return staged;
  await staged.discard();
  throw new UserError(`„${basename(path)}“ ist dem Inhalt nach keine JSON-Datei.`);
}

async function stageContent(staging: Staging, path: string): Promise<Staged> {
  const file = await open(path); // a stream would fail before anybody reads it
  try {
    return await staging.stage(file.createReadStream({ autoClose: false }), MAX_UPLOAD_BYTES);
  } finally {
    await file.close();
  }
}

/** The job of the worker, telling the terminal instead of a page. */
class PrintedJob extends SystemJob {
  private result: JobResult = {};
  private problem: string | null = null;

  constructor(
    data: JobData,
    unitOfWork: UnitOfWork,
    private readonly printer: Printer,
  ) {
    super(IMPORT_CATALOGUE, data, 1, unitOfWork);
  }

  override async report(step: string): Promise<void> {
    this.printer.line(`${step} …`);
  }

  override finish(work: Parameters<SystemJob['finish']>[0]): Promise<void> {
    return super.finish(async () => {
      const result = await work();
      if (result) this.result = result;
    });
  }

  override async refuse(problem: string, work?: () => Promise<void>): Promise<void> {
    this.problem = problem;
    await super.refuse(problem, work);
  }

  /** @throws UserError when the file was refused */
  conclusion(officeName: string): string {
    if (this.problem !== null) throw new UserError(`${this.problem} Es wurde nichts übernommen.`);
    const { isNew, requirementCount, findingCount } = this.result;
    if (isNew !== true)
      return `Dieser Katalog ist für „${officeName}“ schon da (${String(requirementCount)} Anforderungen).`;
    const findings =
      findingCount === 0
        ? 'ohne Auffälligkeiten'
        : `Auffälligkeiten: ${String(findingCount)}, zu sehen auf der Seite des Katalogs`;
    return `${String(requirementCount)} Anforderungen für „${officeName}“ übernommen, ${findings}.`;
  }
}
