import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOOLS = ['pdfinfo', 'pdftotext', 'qpdf'] as const;

/** Tools of poppler-utils and qpdf that are missing here. */
export const missingTools: readonly string[] = TOOLS.filter(
  (tool) => spawnSync(tool, ['--version']).error !== undefined,
);

/** `describe`, or one skipped line where the tools are missing; with CI=true a missing one is a failure. */
export function describeWithTools(name: string, body: () => void): void {
  if (missingTools.length === 0 || process.env['CI'] === 'true') describe(name, body);
  else describe.skip(`${name} (nicht gefunden: ${missingTools.join(', ')})`, body);
}

/** What a tool says about a PDF. @throws Error when it is missing or fails */
export function ask(
  tool: (typeof TOOLS)[number],
  before: readonly string[],
  pdf: Buffer,
  after: readonly string[] = [],
): string {
  const dir = mkdtempSync(join(tmpdir(), 'bergfried-pdf-'));
  try {
    const file = join(dir, 'report.pdf');
    writeFileSync(file, pdf);
    const { status, stdout, stderr, error } = spawnSync(tool, [...before, file, ...after], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error || status !== 0) throw new Error(`${tool} ${before.join(' ')}: ${error?.message ?? stderr}`);
    return stdout;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
