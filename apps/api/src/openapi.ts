import { EXPORT_EXTENSION, EXPORT_MEDIA_TYPES, IDEMPOTENCY_KEY } from '@bergfried/platform';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

type Schema = Record<string, unknown>;

interface Operation {
  parameters?: Schema[];
  responses?: Schema;
  [EXPORT_EXTENSION]?: { readonly long: boolean };
}

/** The OpenAPI 3.1 document of all routes, with the parameters of the path and the problem answer on each. */
export function openApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Bergfried')
    .setDescription(
      'Gemeinsames ISMS für Informationssicherheitsstellen. Fehler nach RFC 9457, Listen mit Fortsetzungsmarke, If-Match für Änderungen.',
    )
    .setVersion(version)
    .addCookieAuth('bergfried.sid')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const schemas = (document.components ??= {}).schemas ?? {};
  document.components.schemas = { ...schemas, Problem: PROBLEM as never };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      operation.parameters = [
        ...withPathParameters(path, operation.parameters ?? []),
        ...(method === 'post' && path.includes('{tenantId}') ? [IDEMPOTENCY_PARAMETER] : []),
      ];
      operation.responses = {
        ...withExports(operation),
        default: PROBLEM_RESPONSE,
      };
    }
  }
  return withNullTypes(document) as OpenAPIObject;
}

const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'detail', 'status', 'traceId', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    detail: { type: 'string' },
    status: { type: 'integer' },
    traceId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'params', 'message'],
        properties: {
          pointer: { type: 'string' },
          code: { type: 'string' },
          params: { type: 'object', additionalProperties: true },
          message: { type: 'string' },
        },
      },
    },
  },
};

const PROBLEM_RESPONSE: Schema = {
  description: 'Fehler nach RFC 9457',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const IDEMPOTENCY_PARAMETER: Schema = {
  name: IDEMPOTENCY_KEY,
  in: 'header',
  required: false,
  description:
    'Eigener Schlüssel dieser Anfrage. Wird sie binnen 24 Stunden unverändert wiederholt, kommt die erste Antwort (Kopf Idempotency-Replayed); anderer Inhalt: 422, noch in Arbeit: 409',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[ -~]+$' },
};

const LONG_EXPORT: Schema = {
  description:
    'Ausfuhr mit mehr als 20.000 Zeilen: Location nennt den Vorgang, danach liegt die Datei unter …/exports/{exportId}/file',
  headers: { Location: { description: 'Adresse der Arbeit', schema: { type: 'string' } } },
  content: { 'application/json': { schema: { $ref: '#/components/schemas/JobRunResponse' } } },
};

/** A list comes as JSON, CSV or workbook, by Accept; a long one as a job. */
function withExports({ responses = {}, [EXPORT_EXTENSION]: exported }: Operation): Schema {
  if (!exported) return responses;
  const ok = responses['200'] as { readonly content: Schema };
  const file = { schema: { type: 'string', format: 'binary' } };
  return {
    ...responses,
    '200': {
      ...ok,
      content: {
        ...ok.content,
        ...Object.fromEntries(Object.values(EXPORT_MEDIA_TYPES).map((type) => [type, file])),
      },
    },
    ...(exported.long ? { '202': LONG_EXPORT } : {}),
  };
}

/** The office or tenant of the path is read by the guard, so no method names it. */
function withPathParameters(path: string, parameters: readonly Schema[]): Schema[] {
  const named = new Set(
    parameters.filter((parameter) => parameter['in'] === 'path').map((parameter) => parameter['name']),
  );
  const missing = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).filter((name) => !named.has(name));
  return [
    ...missing.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    })),
    ...parameters,
  ];
}

/** `nullable` is OpenAPI 3.0; version 3.1 says it as JSON Schema does. */
function withNullTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNullTypes);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Schema;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, withNullTypes(item)]));
  if (nullable !== true) return inner;
  if (typeof inner['type'] === 'string') return { ...inner, type: [inner['type'], 'null'] };
  return { anyOf: [inner['allOf'] ? { ...(inner['allOf'] as Schema[])[0] } : inner, { type: 'null' }] };
}
