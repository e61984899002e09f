import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { invalidField, Problem } from '../problems/problem.js';
import { cleanFileName } from './file-name.js';
import { FileStore } from './file-store.js';
import { MEDIA_TYPES, sniff } from './sniff.js';
import { FileTooLarge, type Staged, type Staging } from './staging.js';
import { UPLOAD, type Upload, type UploadRule } from './upload.rule.js';

const FIELD = 'file';
/** Room for the boundaries and headers of a form, in bytes. */
const FORM_BYTES = 64 * 1024;
/** A body announced so much too large is not even read to its end. */
const HOPELESS_FACTOR = 4;

/** Reads the one file of a form into the staging area, and throws it away after the answer unless it was stored. */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly store: FileStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const rule = this.reflector.get<UploadRule>(UPLOAD, context.getHandler());
    return from(this.run(http.getRequest<Request>(), http.getResponse<Response>(), rule, next));
  }

  private async run(
    request: Request,
    response: Response,
    rule: UploadRule,
    next: CallHandler<unknown>,
  ): Promise<unknown> {
    const form = new IncomingForm(this.store.staging, rule);
    try {
      request.upload = recognised(await form.read(request, response), rule);
      return await lastValueFrom(next.handle(), { defaultValue: undefined });
    } finally {
      await form.discard();
    }
  }
}

interface Arrived {
  readonly name: string;
  readonly staged: Staged;
}

function recognised({ name, staged }: Arrived, rule: UploadRule): Upload {
  const kind = sniff(staged.head);
  if (kind === 'empty') throw new Problem('file-empty');
  if (!rule.kinds.includes(kind)) {
    throw new Problem('file-kind', {
      found: kind === 'unknown' ? '?' : kind.toUpperCase(),
      wanted: rule.kinds.join(', ').toUpperCase(),
    });
  }
  return { name: cleanFileName(name), kind, mediaType: MEDIA_TYPES[kind], staged };
}

/** One form being read by multer; what it staged is known from the first byte, so that nothing can stay behind. */
class IncomingForm implements StorageEngine {
  private readonly running: Promise<Staged>[] = [];

  constructor(
    private readonly staging: Staging,
    private readonly rule: UploadRule,
  ) {}

  async read(request: Request, response: Response): Promise<Arrived> {
    if (!request.is('multipart/form-data')) throw new Problem('media-type');
    if (Number(request.get('content-length') ?? 0) > this.rule.maxBytes * HOPELESS_FACTOR + FORM_BYTES) {
      response.setHeader('Connection', 'close');
      throw this.tooLarge();
    }
    const limits = { files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 100 };
    const parse = multer({ storage: this, limits, defParamCharset: 'utf8' }).single(FIELD);
    const error = await new Promise<unknown>((resolve) => {
      parse(request, response, (failure?: unknown) => resolve(failure ?? undefined));
    });
    // What went wrong while writing comes first: the form only broke because nobody read on.
    const [staged] = await Promise.all(this.running).catch((failure: unknown) => {
      throw this.problemOf(failure instanceof FileTooLarge ? failure : (error ?? failure));
    });
    if (error !== undefined) throw this.problemOf(error);
    if (!staged || !request.file) throw invalidField(`/${FIELD}`, 'required');
    return { name: request.file.originalname, staged };
  }

  /** Waits for what is still being written, then throws away what was. */
  async discard(): Promise<void> {
    for (const one of await Promise.allSettled(this.running))
      if (one.status === 'fulfilled') await one.value.discard();
  }

  _handleFile(
    _request: Request,
    file: Express.Multer.File,
    done: (error?: unknown, info?: Partial<Express.Multer.File>) => void,
  ): void {
    const arriving = this.staging.stage(file.stream, this.rule.maxBytes);
    this.running.push(arriving);
    arriving.then(
      ({ size }) => done(null, { size }),
      (error: unknown) => done(error),
    );
  }

  _removeFile(_request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null); // discard() does it
  }

  private problemOf(error: unknown): unknown {
    if (error instanceof FileTooLarge) return this.tooLarge();
    if (error instanceof MulterError) {
      return error.code === 'LIMIT_UNEXPECTED_FILE' ||
        error.code.startsWith('LIMIT_F') ||
        error.code === 'LIMIT_PART_COUNT'
        ? invalidField(`/${(error.field ?? FIELD).slice(0, 100)}`, 'unknown')
        : new Problem('form-unreadable');
    }
    // Busboy and the connection have plain errors; those of the disk carry a code and are ours.
    return error instanceof Error && !('code' in error && error.code !== 'ECONNRESET')
      ? new Problem('form-unreadable')
      : error;
  }

  private tooLarge(): Problem {
    return new Problem('file-too-large', { max: Math.floor(this.rule.maxBytes / 1024 / 1024) });
  }
}
