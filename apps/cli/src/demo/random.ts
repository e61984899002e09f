/** Deterministic pseudo random numbers (mulberry32); the demonstration must be the same on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A number in [min, max). */
  between(min: number, max: number): number {
    return min + this.next() * (max - min);
  }

  /** A whole number in [min, max], both included. */
  int(min: number, max: number): number {
    return Math.floor(this.between(min, max + 1));
  }

  /** True with the given probability (0–1). */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One element. Throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T {
    const element = list[this.int(0, list.length - 1)];
    if (element === undefined) throw new RangeError('pick() of an empty list');
    return element;
  }

  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(list: readonly T[]): T[] {
    const rest = [...list];
    const result: T[] = [];
    while (rest.length > 0) result.push(...rest.splice(this.int(0, rest.length - 1), 1));
    return result;
  }
}

/** Draws the elements of a list in random order and starts again when all were drawn, so that texts repeat as late as possible. */
export class Deck<T> {
  private rest: T[] = [];
  private last: T | null = null;

  constructor(
    private readonly random: Random,
    private readonly list: readonly T[],
  ) {}

  /** The next element. Throws RangeError for an empty list. */
  draw(): T {
    if (this.rest.length === 0) this.refill();
    const element = this.rest.pop();
    if (element === undefined) throw new RangeError('draw() from an empty list');
    this.last = element;
    return element;
  }

  private refill(): void {
    this.rest = this.random.shuffle(this.list);
    // The end of one round and the start of the next must not be the same text twice in a row.
    if (this.rest.at(-1) === this.last) this.rest.reverse();
  }
}
