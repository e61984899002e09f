import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Largest log in bytes before a start begins a new one; one old one is kept. */
const limit = 10_000_000;
const levels: Readonly<Record<number, string>> = { 40: 'Warnung', 50: 'Fehler', 60: 'Abbruch' };
/** Milliseconds in which the same words are shown once. */
const quietMs = 30_000;

/**
 * The log of one service: every line goes to its file, warnings and errors also to the terminal, in one line
 * and without repetition.
 */
export class ServiceLog {
  readonly #file: WriteStream;
  readonly #shown = new Map<string, number>();
  /** The last line that was not structured: the words of a crash. */
  #lastWords = '';

  /**
   * @param path of the file; made with its folder, readable for its owner only
   * @param show prints a German line on the terminal
   */
  constructor(
    readonly path: string,
    private readonly show: (line: string) => void,
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > limit) renameSync(path, `${path}.1`);
    this.#file = createWriteStream(path, { flags: 'a', mode: 0o600 });
    this.#file.on('error', (error) =>
      show(`Das Protokoll ${path} lässt sich nicht schreiben: ${error.message}`),
    );
  }

  /** Reads along until the stream ends. */
  follow(stream: Readable): void {
    createInterface({ input: stream }).on('line', (line) => this.#take(line));
  }

  /** What the service said last before it fell silent, and forgets it. */
  takeLastWords(): string {
    const words = this.#lastWords;
    this.#lastWords = '';
    return words;
  }

  #take(line: string): void {
    this.#file.write(`${line}\n`);
    const entry = parse(line);
    if (entry === undefined) {
      if (/error|fehler/i.test(line)) this.#lastWords = line.trim();
      return;
    }
    const word = levels[entry.level];
    if (word === undefined) return;
    this.#lastWords = entry.text;
    const now = Date.now();
    if (now - (this.#shown.get(entry.text) ?? 0) < quietMs) return;
    if (this.#shown.size > 1000) this.#shown.clear();
    this.#shown.set(entry.text, now);
    this.show(`${word}: ${entry.text}`);
  }
}

interface Entry {
  readonly level: number;
  readonly text: string;
}

/** A line of pino; anything else is undefined. */
function parse(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('level' in value) || typeof value.level !== 'number')
      return undefined;
    const error = 'err' in value ? messageOf(value.err) : '';
    const message = wordsOf(value) || (error === '' ? 'ohne Meldung' : '');
    const text =
      error === '' || message.includes(error) ? message : [message, error].filter(Boolean).join(': ');
    return { level: value.level, text: text.replaceAll(/\s+/g, ' ').slice(0, 300) };
  } catch {
    return undefined;
  }
}

/** The message; an event of the security log has none, only its name. */
function wordsOf(entry: object): string {
  const named = (name: 'msg' | 'event'): string => {
    const value: unknown = Object.getOwnPropertyDescriptor(entry, name)?.value;
    return typeof value === 'string' ? value : '';
  };
  return named('msg') || named('event');
}

function messageOf(error: unknown): string {
  const isNamed = typeof error === 'object' && error !== null && 'message' in error;
  return isNamed && typeof error.message === 'string' ? error.message : '';
}
