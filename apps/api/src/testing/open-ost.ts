import { readDocument, type Document } from './document.js';
import { settle, type Place } from './place.js';
import { createTestApp, type TestApp } from './test-app.js';

/** The application with the member Ost settled, and its OpenAPI document. Close `test` in afterAll. */
export async function openOst(): Promise<{ test: TestApp; ost: Place; document: Document }> {
  const test = await createTestApp();
  const ost = await settle(test, 'ost');
  return { test, ost, document: await readDocument(test) };
}
