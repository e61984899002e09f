import type {} from 'express'; // its types put `upload` on the request
import type { FileKind } from './sniff.js';
import type { Staged } from './staging.js';

export const UPLOAD = 'bergfried:upload';

/** What a route takes in. */
export interface UploadRule {
  /** Kinds by content. */
  readonly kinds: readonly FileKind[];
  /** Largest size in bytes. */
  readonly maxBytes: number;
}

/** 20 MB, enough for every official catalogue four times over. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** A file that arrived whole, was recognised, and is not stored yet. It is thrown away after the answer. */
export interface Upload {
  /** Cleaned, see {@link cleanFileName}. */
  readonly name: string;
  readonly kind: FileKind;
  readonly mediaType: string;
  readonly staged: Staged;
}

declare global {
  namespace Express {
    interface Request {
      upload?: Upload;
    }
  }
}
