import type { Readable } from 'node:stream';
import type { Staged, Staging } from './staging.js';

/** Whose file it is. Equal content of two scopes is stored twice, below addresses that share nothing. */
export interface FileScope {
  readonly kind: 'office' | 'tenant';
  /** UUID of the office or member. */
  readonly id: string;
}

/** Content in a store: what it is addressed by, and when it was last put there. */
export interface StoredContent {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly storedAt: Date;
}

/** The metadata know a file whose content is not in the store. */
export class FileMissing extends Error {
  constructor(scope: FileScope, sha256: string) {
    super(`content ${sha256} of ${scope.kind} ${scope.id} is not in the store`);
  }
}

/** The content read is not the content that was stored. */
export class FileDamaged extends Error {
  constructor(sha256: string) {
    super(`content ${sha256} does not match its address any more`);
  }
}

/**
 * Where the content of files lies: addressed by its SHA-256 below an address of its scope. Knows no names and no rights;
 * who may read stands in the database. Never called inside of a unit of work.
 */
export abstract class FileStore {
  /** Where content waits until it is complete. */
  abstract readonly staging: Staging;

  /** Takes over staged content, whole or not at all; the same content again changes nothing. */
  abstract put(scope: FileScope, staged: Staged): Promise<void>;

  /**
   * Reads content; the stream fails with {@link FileDamaged} at its end when it is not what was stored.
   * @throws FileMissing
   */
  abstract open(scope: FileScope, sha256: string): Promise<Readable>;

  /** Removes content, if it is there. */
  abstract remove(scope: FileScope, sha256: string): Promise<void>;

  /** Everything stored for a scope, without what is set aside. */
  abstract list(scope: FileScope): AsyncIterable<StoredContent>;

  /**
   * Takes content from its address that no row seems to refer to. It stays readable until it is forgotten: a row may be
   * recorded at this very moment. Harmless when it is not there.
   */
  abstract setAside(scope: FileScope, sha256: string): Promise<void>;

  /** Puts content that is set aside back to its address. */
  abstract takeBack(scope: FileScope, sha256: string): Promise<void>;

  /** What is set aside for a scope, and since when. */
  abstract listAside(scope: FileScope): AsyncIterable<StoredContent>;

  /** Removes content that is set aside for good. */
  abstract forget(scope: FileScope, sha256: string): Promise<void>;
}

const SHA256 = /^[0-9a-f]{64}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Address of a scope below the root of a store. @throws Error for anything that could lead elsewhere */
export function scopePath(scope: FileScope): string {
  if (!UUID.test(scope.id)) throw new Error('a scope of files is named by a UUID in lower case');
  return `${scope.kind}s/${scope.id}`;
}

/** Address of content that is set aside, below the root of a store. @throws Error for anything that is no SHA-256 */
export function asidePath(scope: FileScope, sha256: string): string {
  return `aside/${contentPath(scope, sha256)}`;
}

/** Address of content below the root of a store. @throws Error for anything that is no SHA-256 */
export function contentPath(scope: FileScope, sha256: string): string {
  if (!SHA256.test(sha256)) throw new Error('content is addressed by its SHA-256');
  return `${scopePath(scope)}/${sha256.slice(0, 2)}/${sha256}`;
}
