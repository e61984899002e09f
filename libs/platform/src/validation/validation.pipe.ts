import {
  Injectable,
  ValidationPipe,
  type ArgumentMetadata,
  type PipeTransform,
  type ValidationError,
} from '@nestjs/common';
import type { FieldErrorCode, TextParams } from '@bergfried/texts';
import { Problem, type FieldError } from '../problems/problem.js';

/** Checks bodies and query strings against their class; unknown fields are refused, every fault is named at once. */
@Injectable()
export class InputPipe implements PipeTransform {
  private readonly body = pipeFor('body');
  private readonly query = pipeFor('query');

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body' && metadata.type !== 'query') return value;
    refuseInheritedNames(value, metadata.type);
    try {
      return await this[metadata.type].transform(value ?? {}, metadata);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem('malformed');
    }
  }
}

type Place = 'body' | 'query';

function pipeFor(place: Place): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors) =>
      new Problem(
        'invalid',
        {},
        errors.map((error) => toFieldError(error, pointerTo(error.property, place))),
      ),
  });
}

/** Names that every object inherits (`toString`): class-transformer would pass over them without a word. */
function refuseInheritedNames(value: unknown, place: Place): void {
  const names = Object.keys(value ?? {}).filter((name) => name in Object.prototype);
  if (names.length > 0)
    throw new Problem(
      'invalid',
      {},
      names.map((name) => ({ pointer: pointerTo(name, place), code: 'unknown' })),
    );
}

/** RFC 6901 into the body, `?name` for a query parameter. */
function pointerTo(name: string, place: Place): string {
  return place === 'query' ? `?${name}` : `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function toFieldError(error: ValidationError, pointer: string): FieldError {
  const broken = Object.keys(error.constraints ?? {});
  if (broken.includes('whitelistValidation')) return { pointer, code: 'unknown' };
  const missing = error.value === undefined || error.value === null;
  const code = missing ? 'required' : (broken.at(-1) ?? 'text');
  const params: unknown = error.contexts?.[code];
  return { pointer, code: code as FieldErrorCode, params: (params as TextParams | undefined) ?? {} };
}
