/** Where the command line writes for people. The only way to the terminal, so that tests can read along. */
export interface Printer {
  /** One line, or several, to standard output. */
  line(text: string): void;
  /** A problem, to standard error. */
  problem(text: string): void;
}

/** Writes to the terminal. A reader that went away (`| head`) is no reason to stop the product. */
export function terminalPrinter(): Printer {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return {
    line: (text) => void process.stdout.write(`${text}\n`),
    problem: (text) => void process.stderr.write(`${text}\n`),
  };
}
