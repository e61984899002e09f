import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  asidePath,
  contentPath,
  FileMissing,
  FileStore,
  scopePath,
  type FileScope,
  type StoredContent,
} from './file-store.js';
import type { S3Place } from './s3-place.js';
import { Staging, type Staged } from './staging.js';
import { verified } from './verified.js';

/** Files in an S3-compatible store (path style, so that any host name will do). An object appears when it is complete. */
export class S3Store extends FileStore {
  override readonly staging: Staging;
  private readonly client: S3Client;

  constructor(
    private readonly place: S3Place,
    stagingDir: string,
  ) {
    super();
    this.staging = new Staging(stagingDir);
    this.client = new S3Client({
      endpoint: place.endpoint,
      region: place.region,
      forcePathStyle: true,
      credentials: { accessKeyId: place.accessKeyId, secretAccessKey: place.secretAccessKey },
      // Not every compatible store knows the newer check sums; ours is the address itself.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  override async put(scope: FileScope, staged: Staged): Promise<void> {
    await this.client.send(
      new PutObjectCommand({
        Bucket: this.place.bucket,
        Key: this.keyOf(scope, staged.sha256),
        Body: createReadStream(staged.path),
        ContentLength: staged.size,
        ContentType: 'application/octet-stream',
      }),
    );
    await staged.discard();
  }

  override async open(scope: FileScope, sha256: string): Promise<Readable> {
    // The address again at the end: it may have been put back between the two looks.
    for (const key of [this.keyOf(scope, sha256), this.asideOf(scope, sha256), this.keyOf(scope, sha256)]) {
      try {
        const { Body } = await this.client.send(
          new GetObjectCommand({ Bucket: this.place.bucket, Key: key }),
        );
        return verified(Body as Readable, sha256); // on Node.js it is a stream of Node.js
      } catch (error) {
        if (!(error instanceof NoSuchKey)) throw error;
      }
    }
    throw new FileMissing(scope, sha256);
  }

  override async remove(scope: FileScope, sha256: string): Promise<void> {
    await this.delete(this.keyOf(scope, sha256));
  }

  override setAside(scope: FileScope, sha256: string): Promise<void> {
    return this.move(this.keyOf(scope, sha256), this.asideOf(scope, sha256));
  }

  override takeBack(scope: FileScope, sha256: string): Promise<void> {
    return this.move(this.asideOf(scope, sha256), this.keyOf(scope, sha256));
  }

  override async forget(scope: FileScope, sha256: string): Promise<void> {
    await this.delete(this.asideOf(scope, sha256));
  }

  override list(scope: FileScope): AsyncIterable<StoredContent> {
    return this.contentBelow(scopePath(scope));
  }

  override listAside(scope: FileScope): AsyncIterable<StoredContent> {
    return this.contentBelow(`aside/${scopePath(scope)}`);
  }

  /** A copy within the store, then the removal: at every moment it is at one of the two addresses. */
  private async move(from: string, to: string): Promise<void> {
    try {
      await this.client.send(
        new CopyObjectCommand({
          Bucket: this.place.bucket,
          Key: to,
          CopySource: `${this.place.bucket}/${from}`,
        }),
      );
    } catch (error) {
      if (error instanceof NoSuchKey) return;
      throw error;
    }
    await this.delete(from);
  }

  private async delete(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.place.bucket, Key: key }));
  }

  private async *contentBelow(path: string): AsyncGenerator<StoredContent> {
    let token: string | undefined;
    do {
      const page = await this.client.send(
        new ListObjectsV2Command({
          Bucket: this.place.bucket,
          Prefix: `${this.withPrefix(path)}/`,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      for (const { Key = '', LastModified } of page.Contents ?? []) {
        yield { sha256: Key.slice(Key.lastIndexOf('/') + 1), storedAt: LastModified ?? new Date() };
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  private keyOf(scope: FileScope, sha256: string): string {
    return this.withPrefix(contentPath(scope, sha256));
  }

  private asideOf(scope: FileScope, sha256: string): string {
    return this.withPrefix(asidePath(scope, sha256));
  }

  private withPrefix(path: string): string {
    return this.place.prefix === '' ? path : `${this.place.prefix}/${path}`;
  }
}
