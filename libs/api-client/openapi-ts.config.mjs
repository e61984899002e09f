import { readFileSync } from 'node:fs';

/** The document, but lists answer 200 only: pages ask them for JSON, which never becomes a job (ADR 0017). */
function withoutLongExports() {
  const document = JSON.parse(readFileSync('libs/api-client/openapi.json', 'utf8'));
  for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods)))
    if (operation['x-export']) delete operation.responses['202'];
  return document;
}

/** Types, calls, TanStack Query options and form rules of the web app, from the committed OpenAPI document. */
export default {
  input: withoutLongExports(),
  output: { path: process.env.API_CLIENT_OUT ?? 'libs/api-client/src/gen', module: { extension: '.js' } },
  plugins: [
    '@hey-api/client-fetch',
    '@hey-api/typescript',
    '@hey-api/sdk',
    'valibot',
    '@tanstack/react-query',
  ],
};
