import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { createDataSource, FolderStore } from '@bergfried/platform';
import { AppModule } from './app.module.js';
import { openApiDocument } from './openapi.js';

/** Writes the OpenAPI document to the given file without a database: nothing connects before the application is initialised. */
const [, , file = ''] = process.argv;
const dataSource = createDataSource({
  url: 'postgres://nobody@127.0.0.1:1/none',
  applicationName: 'openapi',
  max: 1,
  entities: [],
});
const app = await NestFactory.create(
  AppModule.register({
    dataSource,
    listenUrl: '',
    publicUrl: 'http://127.0.0.1',
    installation: { name: '', version: '', demo: false },
    fileStore: new FolderStore(''),
  }),
  { logger: false },
);
writeFileSync(file, `${JSON.stringify(openApiDocument(app, '1'), null, 2)}\n`);
process.exit(0);
