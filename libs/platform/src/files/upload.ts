import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { Request } from 'express';
import { Stream } from '../http/decorators.js';
import { UploadInterceptor } from './upload.interceptor.js';
import { MAX_UPLOAD_BYTES, UPLOAD, type Upload, type UploadRule } from './upload.rule.js';

/**
 * The route takes one file (multipart/form-data, field `file`). The right is checked before the first byte is read, and no
 * transaction is open while it arrives; the handler opens its own ({@link ScopedWork}).
 */
export const AcceptsUpload = (rule: Partial<UploadRule> & Pick<UploadRule, 'kinds'>): MethodDecorator =>
  applyDecorators(
    SetMetadata(UPLOAD, { maxBytes: MAX_UPLOAD_BYTES, ...rule } satisfies UploadRule),
    Stream(),
    UseInterceptors(UploadInterceptor),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary' } },
      },
    }),
  );

/** The file of a route with {@link AcceptsUpload}. */
export const UploadedContent = createParamDecorator((_: unknown, context: ExecutionContext): Upload => {
  const { upload } = context.switchToHttp().getRequest<Request>();
  if (!upload) throw new Error('route without AcceptsUpload asks for a file');
  return upload;
});
