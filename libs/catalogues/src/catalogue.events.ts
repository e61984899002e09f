import { declareSubscribers } from '@bergfried/platform';

/** Job that makes a catalogue from an uploaded file. */
export const IMPORT_CATALOGUE = 'import-catalogue';

/** A file with a catalogue was stored for an office; the payload names it as `fileId`. */
export const CATALOGUE_UPLOADED = declareSubscribers('catalogue.uploaded', { [IMPORT_CATALOGUE]: 'work' });

/** Name of the file in the payload. */
export const FILE_ID = 'fileId';
