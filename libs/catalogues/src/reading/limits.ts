/** What the reading of one file may take. */
export interface ReadingLimits {
  /** Time of the processor, not of the clock: a busy machine makes no file a bad one. */
  readonly cpuMs: number;
  readonly memoryMb: number;
  /** Time of the clock; only a machine or a store in trouble takes so long. */
  readonly clockMs: number;
}

/**
 * The official catalogues of 4 to 10 MB take about 1 s and 200 MB, a catalogue of 20 MB and 20,000 requirements about four
 * times that (ADR 0013).
 */
export const READING_LIMITS: ReadingLimits = { cpuMs: 30_000, memoryMb: 768, clockMs: 300_000 };

/** Words of the reading process about itself, on its way out. */
export const ENDED_BY = { time: 'over its time', memory: 'over its memory' } as const;
