import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { FieldErrorCode, TextParams } from '@bergfried/texts';
import { Problem, type FieldError } from '../problems/problem.js';

/** Checks bodies and query strings against their class; unknown fields are refused, every fault is named at once. */
export class InputPipe extends ValidationPipe {
  constructor() {
    super({ whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom' || metadata.type === 'param') return value;
    try {
      this.exceptionFactory = (errors) => new Problem('invalid', {}, errors.map((e) => toFieldError(e, metadata.type === 'query')));
      return await super.transform(value ?? {}, metadata);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem('malformed');
    }
  }
}

function toFieldError(error: ValidationError, inQuery: boolean): FieldError {
  const pointer = inQuery ? `?${error.property}` : `/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const broken = Object.keys(error.constraints ?? {});
  if (broken.includes('whitelistValidation')) return { pointer, code: 'unknown' };
  const missing = error.value === undefined || error.value === null;
  const code = missing ? 'required' : (broken.at(-1) ?? 'text');
  const params: unknown = error.contexts?.[code];
  return { pointer, code: code as FieldErrorCode, params: (params as TextParams | undefined) ?? {} };
}
