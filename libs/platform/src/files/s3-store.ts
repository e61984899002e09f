import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
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
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({ Bucket: this.place.bucket, Key: this.keyOf(scope, sha256) }),
      );
      return verified(Body as Readable, sha256); // on Node.js it is a stream of Node.js
    } catch (error) {
      throw error instanceof NoSuchKey ? new FileMissing(scope, sha256) : error;
    }
  }

  override async remove(scope: FileScope, sha256: string): Promise<void> {
    await this.client.send(
      new DeleteObjectCommand({ Bucket: this.place.bucket, Key: this.keyOf(scope, sha256) }),
    );
  }

  override async *list(scope: FileScope): AsyncIterable<StoredContent> {
    let token: string | undefined;
    do {
      const page = await this.client.send(
        new ListObjectsV2Command({
          Bucket: this.place.bucket,
          Prefix: `${this.withPrefix(scopePath(scope))}/`,
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

  private withPrefix(path: string): string {
    return this.place.prefix === '' ? path : `${this.place.prefix}/${path}`;
  }
}
