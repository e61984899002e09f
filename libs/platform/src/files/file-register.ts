import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { notFound } from '../problems/problem.js';
import type { FileScope } from './file-store.js';

/** A file as the database knows it. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** What is recorded of new content; it has to be in the store already. */
export interface NewFile extends Omit<StoredFile, 'id'> {
  /** Person, or null for the system. */
  readonly createdBy: string | null;
}

const TABLES = {
  office: { table: 'app.office_file', column: 'office_id' },
  tenant: { table: 'app.file', column: 'tenant_id' },
} as const;

/** Metadata of files, inside of a unit of work: row level security decides who knows of a file at all. */
@Injectable()
export class FileRegister {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Records a file. @returns its id */
  async add(scope: FileScope, file: NewFile): Promise<string> {
    const { table, column } = TABLES[scope.kind];
    const id = uuidv7();
    await this.unitOfWork.query(
      `insert into ${table} (${column}, id, name, media_type, size, sha256, created_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [scope.id, id, file.name, file.mediaType, file.size, file.sha256, file.createdBy],
    );
    return id;
  }

  /** @throws Problem 404 */
  async findOne(scope: FileScope, id: string): Promise<StoredFile> {
    const { table, column } = TABLES[scope.kind];
    const [file] = await this.unitOfWork.query<StoredFile>(
      `select id, name, media_type as "mediaType", size::float8 as size, sha256 from ${table} where ${column} = $1 and id = $2`,
      [scope.id, id],
    );
    if (!file) throw notFound();
    return file;
  }

  /** Forgets a file; its content is taken by whoever calls, when nothing else refers to it ({@link known}). */
  async remove(scope: FileScope, id: string): Promise<void> {
    const { table, column } = TABLES[scope.kind];
    await this.unitOfWork.query(`delete from ${table} where ${column} = $1 and id = $2`, [scope.id, id]);
  }

  /** Which of these contents are referred to. */
  async known(scope: FileScope, contents: readonly string[]): Promise<ReadonlySet<string>> {
    const { table, column } = TABLES[scope.kind];
    const rows = await this.unitOfWork.query<{ sha256: string }>(
      `select distinct sha256 from ${table} where ${column} = $1 and sha256 = any ($2::text[])`,
      [scope.id, contents],
    );
    return new Set(rows.map(({ sha256 }) => sha256));
  }
}
