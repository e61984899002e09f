import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { attachment } from './file-name.js';
import type { StoredFile } from './file-register.js';
import { FileStore, type FileScope } from './file-store.js';

/** Headers of a file that somebody gave us: saved and not shown, never run, never kept by a cache in between. */
export function inertHeaders(
  file: Pick<StoredFile, 'name' | 'mediaType' | 'size'>,
): Readonly<Record<string, string>> {
  return {
    'Content-Type': file.mediaType,
    'Content-Length': String(file.size),
    'Content-Disposition': attachment(file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

/** Sends the content of files, outside of any unit of work. */
@Injectable()
export class FileDelivery {
  private readonly logger = new Logger('files');

  constructor(private readonly store: FileStore) {}

  /**
   * Streams a file whose metadata were read with the caller's rights.
   * @throws FileMissing before the first byte; content that turns out damaged breaks the connection off
   */
  async send(response: Response, scope: FileScope, file: StoredFile): Promise<void> {
    const content = await this.store.open(scope, file.sha256);
    // Not response.set(): Express would put a charset behind the type.
    response.status(200).setHeaders(new Map(Object.entries(inertHeaders(file))));
    try {
      await pipeline(content, response);
    } catch (error) {
      if (response.req.destroyed && !content.errored) return; // the reader went away
      this.logger.error(error instanceof Error ? error : new Error(String(error)));
      response.destroy();
    }
  }
}
