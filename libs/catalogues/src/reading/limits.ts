/** What the reading of one file may take. */
export interface ReadingLimits {
  /** Time of the processor, not of the clock: a busy machine makes no file a bad one. */
  readonly cpuMs: number;
  readonly memoryMb: number;
  /** Time of the clock; only a machine or a store in trouble takes so long. */
  readonly clockMs: number;
}

/** An official catalogue of 4 MB takes 0.9 s and 110 MB, one of 17 MB with 19,900 requirements 2 s and 275 MB (ADR 0013). */
export const READING_LIMITS: ReadingLimits = { cpuMs: 30_000, memoryMb: 512, clockMs: 300_000 };

/** Words of the reading process about itself, on its way out. */
export const ENDED_BY = { time: 'over its time', memory: 'over its memory' } as const;
