/** Places at which the worker of kill-worker.ts can be halted or dies. */
export const KILL_POINTS = {
  /** Before and after a job is added to its queue, and after its event left the outbox. */
  relay: ['before-add', 'after-add', 'after-delete'],
  /** Before the last transaction, inside it after its effect, and after its commit. */
  effect: ['before-effect', 'inside-effect', 'after-finish'],
  /** After the rows were written, after the mark, after the transport took it, before and after the job's own mark. */
  mail: ['mail-planned', 'mail-marked', 'mail-sent', 'mail-handed-over', 'mail-finished'],
} as const;
