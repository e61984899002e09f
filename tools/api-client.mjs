// Writes libs/api-client anew from the built interface: the OpenAPI document, then types, calls and form rules.
import { spawnSync } from 'node:child_process';

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run('apps/api/dist/openapi-file.js', 'libs/api-client/openapi.json');
run('node_modules/@hey-api/openapi-ts/bin/run.js', '-f', 'libs/api-client/openapi-ts.config.mjs');
