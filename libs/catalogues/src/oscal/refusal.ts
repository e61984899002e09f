/** Why a file cannot be a catalogue; the words stand in the texts of catalogues. */
export const REFUSAL_CODES = [
  'encoding',
  'nul',
  'not-json',
  'truncated',
  'too-deep',
  'not-a-catalogue',
  'other-model',
  'structure',
  'duplicate-field',
  'no-requirements',
  'too-many',
  'duplicate-id',
  'duplicate-key',
  'id-missing',
  'id-too-long',
  'too-large',
  'text-too-long',
  'texts-too-long',
  'too-slow',
  'too-heavy',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The file cannot be read as a catalogue; nothing of it is kept. */
export class CatalogueRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}
