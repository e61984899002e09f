import type { Finding, FindingCode } from './model.js';
import { cut } from './text.js';

/** Findings of one kind that are told one by one; the rest is counted. */
const MAX_EACH = 100;
const EXAMPLES = 5;

/** Collects what is odd, bounded: a hostile file must not fill the memory with complaints about it. */
export class Findings {
  private readonly list: Finding[] = [];
  private readonly numbers = new Map<FindingCode, number>();
  private readonly examples = new Map<FindingCode, string[]>();

  /** One finding at one place. Names out of the file may be anything, so they are made printable here. */
  add(code: FindingCode, place: string | null, params: Finding['params'] = {}): void {
    const number = this.bump(code);
    if (number <= MAX_EACH)
      this.list.push({ code, place: place === null ? null : cut(place, 500), params: shortened(params) });
  }

  /** One more of a kind that is told once, with its number and some examples. */
  count(code: FindingCode, example?: string): void {
    this.bump(code);
    const known = this.examples.get(code) ?? [];
    if (example !== undefined && known.length < EXAMPLES) known.push(cut(example, 100));
    this.examples.set(code, known);
  }

  /** All of them; those that were only counted come once each. */
  toList(): readonly Finding[] {
    const counted = [...this.examples].map(([code, examples]): Finding => ({
      code,
      place: null,
      params: { count: this.numbers.get(code) ?? 0, examples: examples.join(', ') },
    }));
    const left = [...this.numbers]
      .filter(([code, number]) => !this.examples.has(code) && number > MAX_EACH)
      .map(([code, number]): Finding => ({
        code: 'schema-more',
        place: null,
        params: { kind: code, count: number - MAX_EACH },
      }));
    return [...counted, ...this.list, ...left];
  }

  private bump(code: FindingCode): number {
    const number = (this.numbers.get(code) ?? 0) + 1;
    this.numbers.set(code, number);
    return number;
  }
}

function shortened(params: Finding['params']): Finding['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(value, 300) : value,
    ]),
  );
}
