import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import type { FieldErrorCode, TextParams } from '@bergfried/texts';
import { Transform, Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { validate as isUuid } from 'uuid';

interface Common {
  /** What the field means; stands in the OpenAPI document. */
  readonly doc: string;
  readonly optional?: boolean;
  /** null is allowed and empties the field (PATCH). */
  readonly nullable?: boolean;
}

/** One rule: `code` names the sentence of the error, `params` fill it. */
function rule(
  code: FieldErrorCode,
  holds: (value: unknown) => boolean,
  params: TextParams = {},
): PropertyDecorator {
  // class-validator keeps the context of broken rules that have a message only
  return ValidateBy({ name: code, validator: { validate: holds } }, { context: params, message: code });
}

function field(
  options: Common,
  schema: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  const presence = options.optional
    ? options.nullable
      ? [IsOptional()]
      : [ValidateIf((_, value) => value !== undefined)]
    : [];
  return applyDecorators(
    ApiProperty({
      ...schema,
      description: options.doc,
      required: !options.optional,
      ...(options.nullable ? { nullable: true } : {}),
    } as ApiPropertyOptions),
    ...presence,
    ...rules,
  );
}

// C0 and C1 controls, without NUL (refused), tab, line feed and carriage return.
const CONTROLS = new RegExp('[\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F]', 'g');

/** Strips control characters and outer white space, joins CRLF; anything but text stays as it is. */
export function cleanText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim();
}

/** Free text of `min` to `max` characters (code points). */
export function Text(options: Common & { readonly min: number; readonly max: number }): PropertyDecorator {
  const { min, max } = options;
  return field(
    options,
    { type: String, minLength: min, maxLength: max },
    Transform(({ value }: { value: unknown }) => cleanText(value)),
    rule('length', (v) => typeof v !== 'string' || ([...v].length >= min && [...v].length <= max), {
      min,
      max,
    }),
    rule('nul', (v) => typeof v !== 'string' || !v.includes('\0')),
    rule('text', (v) => v === undefined || typeof v === 'string'),
    ...(options.optional ? [] : [rule('required', (v) => v !== undefined && v !== null)]),
  );
}

/** A secret: like text, but nothing is stripped. */
export function Secret(options: Common & { readonly min: number; readonly max: number }): PropertyDecorator {
  const { min, max } = options;
  return field(
    options,
    { type: String, minLength: min, maxLength: max, format: 'password' },
    rule('length', (v) => typeof v !== 'string' || (v.length >= min && v.length <= max), { min, max }),
    rule('required', (v) => typeof v === 'string'),
  );
}

const EMAIL = /^[^\s\p{C}@<>()",;:\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,63}$/u;

/** An e-mail address, stored in lower case. */
export function Email(options: Common): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'email', maxLength: 254 },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim().toLowerCase() : value,
    ),
    rule('email', (v) => typeof v === 'string' && v.length <= 254 && EMAIL.test(v)),
  );
}

/** One of the given values. */
export function Choice(values: readonly string[], options: Common): PropertyDecorator {
  return field(
    options,
    { type: String, enum: [...values] },
    rule('choice', (v) => typeof v === 'string' && values.includes(v), { values: values.join(', ') }),
  );
}

/** Text of a form that can be checked by itself; `code` names the sentence of the error. */
export function Pattern(
  pattern: string,
  code: FieldErrorCode,
  options: Common & { readonly max: number; readonly example?: string },
): PropertyDecorator {
  const form = new RegExp(pattern, 'u');
  const { max, example } = options;
  return field(
    options,
    { type: String, pattern, maxLength: max, ...(example === undefined ? {} : { example }) },
    Transform(({ value }: { value: unknown }) => cleanText(value)),
    rule(code, (v) => typeof v === 'string' && v.length <= max && form.test(v)),
  );
}

/** Comma-separated values of a query parameter, each one of the given ones; arrives as an array. */
export function Choices(values: readonly string[], options: Omit<Common, 'nullable'>): PropertyDecorator {
  return field(
    options,
    {
      type: String,
      description: options.doc,
      example: values.slice(0, 2).join(','),
      pattern: `^(${values.join('|')})(,(${values.join('|')}))*$`,
    },
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value)),
    rule(
      'choice',
      (v) => Array.isArray(v) && v.every((one) => typeof one === 'string' && values.includes(one)),
      {
        values: values.join(', '),
      },
    ),
  );
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists: 30 February does not. */
function isRealDay(text: string, form: RegExp): boolean {
  const match = form.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day; // PostgreSQL knows no year 0
}

/** A clock of a browser may be this far ahead of ours, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);

/** A point in time with zone that has been reached already; whether it is in the future the service asks the database's clock. */
export function Instant(options: Common): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'date-time' },
    rule('tooOld', (v) => typeof v !== 'string' || Number.isNaN(Date.parse(v)) || Date.parse(v) >= EARLIEST),
    rule('instant', (v) => typeof v === 'string' && isRealDay(v, INSTANT) && !Number.isNaN(Date.parse(v))),
  );
}

/** A calendar day as YYYY-MM-DD. */
export function Day(options: Common): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'date' },
    rule('day', (v) => typeof v === 'string' && isRealDay(v, DAY)),
  );
}

const QUARTER = '^[0-9]{4}-Q[1-4]$';

/** A calendar quarter as YYYY-Qn. */
export function QuarterOfYear(options: Common): PropertyDecorator {
  const pattern = new RegExp(QUARTER);
  return field(
    options,
    { type: String, pattern: QUARTER, example: '2026-Q3' },
    rule('choice', (v) => typeof v === 'string' && pattern.test(v), { values: '2026-Q1, 2026-Q2, …' }),
  );
}

/** A day or a point in time, for `asOf`. */
export function DayOrInstant(options: Common): PropertyDecorator {
  return field(
    options,
    { type: String, description: options.doc },
    rule(
      'instant',
      (v) =>
        typeof v === 'string' &&
        ((isRealDay(v, INSTANT) && !Number.isNaN(Date.parse(v))) || isRealDay(v, DAY)),
    ),
  );
}

/** Id of another row. */
export function Id(options: Common): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'uuid' },
    rule('id', (v) => isUuid(v)),
  );
}

/** At most `max` ids. */
export function Ids(options: Common & { readonly max: number }): PropertyDecorator {
  return field(
    options,
    { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: options.max },
    rule('id', (v) => !Array.isArray(v) || v.every((one) => isUuid(one))),
    rule('list', (v) => Array.isArray(v) && v.length <= options.max, { max: options.max }),
  );
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A nested object of its own class. */
export function Nested(item: new () => object, options: Common): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: item, description: options.doc, required: !options.optional }),
    ...(options.optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    Type(() => item),
    ValidateNested(),
    rule('text', isRecord),
  );
}

/** 1 to `max` objects of one class; a fault is named at `/field/n/…`. */
export function Items(
  item: new () => object,
  options: Pick<Common, 'doc'> & { readonly max: number },
): PropertyDecorator {
  const { doc, max } = options;
  return applyDecorators(
    ApiProperty({ type: item, isArray: true, minItems: 1, maxItems: max, description: doc }),
    Type(() => item),
    ValidateNested({ each: true }),
    rule('items', (v) => Array.isArray(v) && v.length >= 1 && v.length <= max && v.every(isRecord), { max }),
  );
}

/** true or false. */
export function Flag(options: Common): PropertyDecorator {
  return field(
    options,
    { type: Boolean },
    rule('flag', (v) => typeof v === 'boolean'),
  );
}

/** A whole number of a query parameter; arrives as a number. */
export function WholeNumber(
  options: Common & { readonly min: number; readonly max: number },
): PropertyDecorator {
  const { min, max } = options;
  return field(
    options,
    { type: 'integer', minimum: min, maximum: max },
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    rule('number', (v) => Number.isInteger(v) && Number(v) >= min && Number(v) <= max, { min, max }),
  );
}
