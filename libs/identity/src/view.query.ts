import { invalidField } from '@bergfried/platform';
import { MAX_QUERY } from './view.dto.js';

const NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/;
const MAX_PARAMETERS = 40;

/**
 * Search parameters in the one form in which they are stored: each name once, percent-encoded, nothing empty.
 * @throws Problem 400 at `/query` for what is no list of search parameters, or too long once encoded
 */
export function cleanQuery(text: string): string {
  const parameters = new URLSearchParams(text);
  const entries = [...parameters].filter(([, value]) => value !== '');
  const names = new Set(entries.map(([name]) => name));
  if (
    names.size !== entries.length ||
    entries.length > MAX_PARAMETERS ||
    entries.some(([name, value]) => !NAME.test(name) || value.includes('\0'))
  )
    throw invalidField('/query', 'query');
  const clean = new URLSearchParams(entries).toString();
  if (clean.length > MAX_QUERY) throw invalidField('/query', 'length', { min: 0, max: MAX_QUERY });
  return clean;
}
