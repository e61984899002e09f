import { body } from './call.js';
import type { TestApp } from './test-app.js';

/** The part of JSON Schema that our OpenAPI document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** One method of one path. */
export interface Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Schema;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

/** The OpenAPI document as the application answers it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export async function readDocument(app: TestApp): Promise<Document> {
  return body<Document>(await app.anonymous().get('/api/openapi.json'));
}

/** The operation of a route key such as `GET /api/v1/tenants/:tenantId`. */
export function operationOf(document: Document, key: string): Operation {
  const [method = '', path = ''] = key.split(' ');
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  if (!operation) throw new Error(`the document does not know ${key}`);
  return operation;
}

/** Schema of the JSON body that a route takes, or undefined. */
export function bodySchema(document: Document, key: string): Schema | undefined {
  const schema = operationOf(document, key).requestBody?.content['application/json']?.schema;
  return schema && resolved(document, schema);
}

export function resolved(document: Document, schema: Schema): Schema {
  const target =
    schema.$ref === undefined
      ? schema
      : document.components.schemas[schema.$ref.replace('#/components/schemas/', '')];
  if (!target) throw new Error(`${schema.$ref ?? ''} leads nowhere`);
  return target;
}

/** Where a value says something else than its schema: keys the document does not name, keys that are missing, wrong types. */
export function differences(document: Document, schema: Schema, value: unknown, at = ''): string[] {
  const target = resolved(document, schema);
  const choices = target.anyOf ?? target.allOf;
  if (choices) {
    const tries = choices.map((choice) => differences(document, choice, value, at));
    return tries.find((faults) => faults.length === 0) ?? tries[0] ?? [];
  }
  const types = [target.type ?? []].flat();
  if (
    types.length > 0 &&
    !types.includes(typeOf(value)) &&
    !(types.includes('number') && typeOf(value) === 'integer')
  ) {
    return [`${at}: ${typeOf(value)} instead of ${types.join(' or ')}`];
  }
  if (target.enum && typeof value === 'string' && !target.enum.includes(value))
    return [`${at}: ${value} is none of the enum`];
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      differences(document, target.items ?? {}, item, `${at}/${String(index)}`),
    );
  if (typeof value !== 'object' || value === null || !target.properties) return [];
  const known = target.properties;
  return [
    ...Object.keys(value)
      .filter((key) => !(key in known))
      .map((key) => `${at}/${key}: not in the document`),
    ...(target.required ?? [])
      .filter((key) => !(key in value))
      .map((key) => `${at}/${key}: missing in the answer`),
    ...Object.entries(value).flatMap(([key, item]) =>
      known[key] ? differences(document, known[key], item, `${at}/${key}`) : [],
    ),
  ];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
