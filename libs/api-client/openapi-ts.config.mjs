/** Types, calls, TanStack Query options and form rules of the web app, from the committed OpenAPI document. */
export default {
  input: 'libs/api-client/openapi.json',
  output: { path: process.env.API_CLIENT_OUT ?? 'libs/api-client/src/gen', module: { extension: '.js' } },
  plugins: [
    '@hey-api/client-fetch',
    '@hey-api/typescript',
    '@hey-api/sdk',
    'valibot',
    '@tanstack/react-query',
  ],
};
