/** A name-value pair of OSCAL. */
export interface Prop {
  readonly name: string;
  readonly value: string;
  readonly ns: string | null;
  readonly class: string | null;
  readonly remarks: string | null;
}

/** A blank in a text that the office fills: shown as its values, else its choices, else its label. */
export interface Param {
  readonly id: string;
  readonly label: string | null;
  readonly values: readonly string[];
  /** Options of a selection; empty when it is no selection. */
  readonly choices: readonly string[];
  readonly guideline: string | null;
  /** Belongs to another place of the catalogue and is only named in the texts here. */
  readonly isForeign: boolean;
}

/** A piece of text of a requirement, such as `statement` or `guidance`; may have pieces below. */
export interface Part {
  readonly id: string | null;
  readonly name: string;
  readonly title: string | null;
  readonly label: string | null;
  readonly prose: string | null;
  readonly props: readonly Prop[];
  readonly parts: readonly Part[];
}

/** Where a requirement points to. */
export interface Link {
  readonly rel: string;
  readonly href: string;
  readonly label: string | null;
  /** Index of the requirement it leads to, or null. */
  readonly target: number | null;
  /** Address outside, or null. */
  readonly url: string | null;
}

/** A group as it stands in the file; those without a parent are the practices. */
export interface ParsedGroup {
  /** Index of the group around it. */
  readonly parent: number | null;
  readonly code: string;
  readonly title: string;
  readonly altIdentifier: string | null;
  readonly description: string | null;
  /** Requirements in it and in the groups below. */
  requirementCount: number;
}

/** A requirement (OSCAL: control). */
export interface ParsedRequirement {
  /** Index of the innermost group, of the outermost one, and of the requirement above. */
  readonly group: number | null;
  readonly practice: number | null;
  readonly parent: number | null;
  readonly controlId: string;
  /** What stays the same over editions, in lower case. */
  readonly key: string;
  readonly class: string | null;
  readonly title: string;
  readonly level: string | null;
  readonly effort: string | null;
  readonly modalVerb: string | null;
  readonly tags: readonly string[];
  readonly statement: string | null;
  readonly guidance: string | null;
  readonly params: readonly Param[];
  readonly props: readonly Prop[];
  readonly parts: readonly Part[];
  readonly links: readonly Link[];
}

/** Something odd in the file that did not stop the import. */
export interface Finding {
  readonly code: FindingCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** Where: id of a requirement or group, or a JSON pointer. */
  readonly place: string | null;
}

/** Codes of findings; their words stand in the texts of catalogues. */
export const FINDING_CODES = [
  'schema',
  'schema-more',
  'version-unknown',
  'version-missing',
  'key-from-id',
  'id-from-key',
  'title-missing',
  'text-cut',
  'text-cleaned',
  'date-unusable',
  'link-unresolved',
  'param-unresolved',
  'statement-missing',
  'licence-missing',
  'group-code-made',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** A catalogue as read from a file: groups and requirements in the order of the file. */
export interface ParsedCatalogue {
  readonly oscalUuid: string | null;
  readonly title: string;
  /** The publisher's version. */
  readonly edition: string;
  readonly oscalVersion: string | null;
  readonly lastModifiedAt: string | null;
  readonly publisher: string | null;
  readonly licence: string | null;
  readonly licenceUrl: string | null;
  readonly sourceUrl: string | null;
  readonly remarks: string | null;
  readonly groups: readonly ParsedGroup[];
  readonly requirements: readonly ParsedRequirement[];
  readonly findings: readonly Finding[];
}
