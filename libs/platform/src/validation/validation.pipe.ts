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
        errors.flatMap((error) => toFieldErrors(error, pointerTo(error.property, place))),
      ),
  });
}

/** Names that every object inherits (`toString`): class-transformer would pass over them without a word. */
function refuseInheritedNames(value: unknown, place: Place): void {
  const pointers = inheritedNames(value, place, '', Array.isArray);
  if (pointers.length > 0)
    throw new Problem(
      'invalid',
      {},
      pointers.map((pointer) => ({ pointer, code: 'unknown' })),
    );
}

/** @param goesInto where to look further: a field that is no list of objects is judged as a whole, at its own place */
function inheritedNames(
  value: unknown,
  place: Place,
  above: string,
  goesInto: (inner: unknown) => boolean,
): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const pointer = `${above}${pointerTo(name, place)}`;
    if (name in Object.prototype) return [pointer];
    return goesInto(inner) ? inheritedNames(inner, place, pointer, () => true) : [];
  });
}

/** RFC 6901 into the body, `?name` for a query parameter. */
function pointerTo(name: string, place: Place): string {
  return place === 'query' ? `?${name}` : `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The faults of a field, or of the fields below it. */
function toFieldErrors(error: ValidationError, pointer: string): FieldError[] {
  if (Object.keys(error.constraints ?? {}).length > 0) return [toFieldError(error, pointer)];
  return (error.children ?? []).flatMap((child) =>
    toFieldErrors(child, `${pointer}${pointerTo(child.property, 'body')}`),
  );
}

function toFieldError(error: ValidationError, pointer: string): FieldError {
  // What is no object at all breaks a rule of its own too, which has the words.
  const broken = Object.keys(error.constraints ?? {}).filter((name) => name !== 'nestedValidation');
  if (broken.includes('whitelistValidation')) return { pointer, code: 'unknown' };
  // A list that has elements is there, though class-validator names no value where elements are wrong too.
  const missing = (error.value === undefined || error.value === null) && !error.children?.length;
  const code = missing ? 'required' : (broken.at(-1) ?? 'text');
  const params: unknown = error.contexts?.[code];
  return { pointer, code: code as FieldErrorCode, params: (params as TextParams | undefined) ?? {} };
}
