import type { Finding, ParsedCatalogue, ParsedGroup, ParsedRequirement } from '../oscal/model.js';
import type { RefusalCode } from '../oscal/refusal.js';

type Lists = 'groups' | 'requirements' | 'findings';
type Head = Omit<ParsedCatalogue, Lists>;

/** What the reading process sends, piece by piece, so that neither side ever holds a catalogue twice. */
export type ReadingMessage =
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly params: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'groups'; readonly items: readonly ParsedGroup[] }
  | { readonly kind: 'requirements'; readonly items: readonly ParsedRequirement[] }
  | { readonly kind: 'findings'; readonly items: readonly Finding[] }
  | { readonly kind: 'end' };

/** Items of one message: some hundred kilobytes of an ordinary catalogue. */
const BATCH = 100;

/** Takes a catalogue apart. */
export function* messagesOf({
  groups,
  requirements,
  findings,
  ...head
}: ParsedCatalogue): Iterable<ReadingMessage> {
  yield { kind: 'head', head };
  for (const items of batches(groups)) yield { kind: 'groups', items };
  for (const items of batches(requirements)) yield { kind: 'requirements', items };
  for (const items of batches(findings)) yield { kind: 'findings', items };
  yield { kind: 'end' };
}

function* batches<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH);
}

/** Puts a catalogue together again. */
export class Gathering {
  private head: Head | undefined;
  private readonly groups: ParsedGroup[] = [];
  private readonly requirements: ParsedRequirement[] = [];
  private readonly findings: Finding[] = [];

  /** @returns the catalogue when this was its last piece */
  take(message: Exclude<ReadingMessage, { kind: 'refused' }>): ParsedCatalogue | undefined {
    switch (message.kind) {
      case 'head':
        this.head = message.head;
        break;
      case 'groups':
        this.groups.push(...message.items);
        break;
      case 'requirements':
        this.requirements.push(...message.items);
        break;
      case 'findings':
        this.findings.push(...message.items);
        break;
      case 'end':
        if (!this.head) throw new Error('a catalogue without a head');
        return {
          ...this.head,
          groups: this.groups,
          requirements: this.requirements,
          findings: this.findings,
        };
    }
    return undefined;
  }
}
