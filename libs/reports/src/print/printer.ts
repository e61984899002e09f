import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PrintDocument } from './document.js';

/** Why no PDF came; the message is technical, for the log. */
export class PrintError extends Error {
  constructor(
    /** refused: what was to be set cannot be set; timeout, died: another try may succeed; stopped: this process ends */
    readonly kind: 'refused' | 'timeout' | 'died' | 'stopped',
    message: string,
  ) {
    super(message);
  }
}

/** Built script of the setting process, the same from sources (tests) and from the build. */
const SCRIPT = fileURLToPath(new URL('../../dist/print/child.js', import.meta.url));
const TIMEOUT_MS = 60_000;
const MOST_PDF_BYTES = 64 * 1024 * 1024;

/**
 * Sets papers as PDF/UA-1, each in a process of its own: setting blocks its thread and keeps its memory, so neither is
 * the worker's. The process gets no environment, hence no secret.
 */
@Injectable()
export class Printer implements OnApplicationShutdown {
  private readonly running = new Set<ChildProcess>();
  private stopped = false;

  /** @throws PrintError */
  async print(document: PrintDocument, timeoutMs = TIMEOUT_MS): Promise<Buffer> {
    this.refuseWhenStopped();
    const child = fork(SCRIPT, [], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: {},
      execArgv: ['--max-old-space-size=256'],
    });
    this.running.add(child);
    const timeout = AbortSignal.timeout(timeoutMs);
    timeout.addEventListener('abort', () => child.kill('SIGKILL'));
    try {
      const { code, signal, pdf, message } = await outcomeOf(child, JSON.stringify(document));
      if (code === 0 && pdf.subarray(0, 5).toString('latin1') === '%PDF-') return pdf;
      this.refuseWhenStopped();
      const kind = timeout.aborted && signal !== null ? 'timeout' : signal === null ? 'refused' : 'died';
      throw new PrintError(kind, message || `ended with ${String(code ?? signal)}`);
    } finally {
      this.running.delete(child);
      if (child.connected) child.disconnect();
    }
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    for (const child of this.running) child.kill('SIGKILL');
  }

  private refuseWhenStopped(): void {
    if (this.stopped) throw new PrintError('stopped', 'the process ends');
  }
}

interface Outcome {
  readonly code: number | null;
  readonly signal: string | null;
  readonly pdf: Buffer;
  readonly message: string;
}

function outcomeOf(child: ChildProcess, input: string): Promise<Outcome> {
  const [output, errors]: [Buffer[], Buffer[]] = [[], []];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_PDF_BYTES) child.kill('SIGKILL');
    else output.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
  // A child that dies before it has read everything breaks the pipe; how it ended is told by 'close'.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        code,
        signal,
        pdf: Buffer.concat(output),
        message: Buffer.concat(errors).toString('utf8').slice(0, 2000),
      }),
    );
  });
}
