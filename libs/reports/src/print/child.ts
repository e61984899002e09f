// The process that sets one paper: the document comes in as JSON, the PDF goes out, then it ends and gives back its memory.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { chartSvg } from './chart.js';
import { printableValue } from './clean.js';
import type { PrintDocument } from './document.js';
import { commonGlyphs } from './glyphs.js';

/** Faces of the template; all of them must have a character for it to be printed. */
const FACES = ['Regular', 'It', 'Semibold', 'Bold'];
const TEMPLATES = fileURLToPath(new URL('../../typst', import.meta.url));

// Setting blocks this thread, so another one watches time, memory and parent.
const watchdog = new Worker(new URL('./watchdog.js', import.meta.url));
watchdog.unref();
process.once('disconnect', () => process.exit(1));

try {
  const document = JSON.parse(readFileSync(0, 'utf8')) as PrintDocument;
  const pdf = print(document);
  process.stdout.write(pdf, () => process.exit(0));
} catch (error) {
  process.stderr.write(messageOf(error), () => process.exit(1));
}

function print(document: PrintDocument): Buffer {
  const fonts = loadFonts();
  const compiler = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontBlobs: fonts }] });
  const clean = printableValue(document, commonGlyphs(fonts));
  clean.blocks.forEach((block, index) => {
    if (block.type === 'chart')
      compiler.mapShadow(join(TEMPLATES, `chart-${String(index)}.svg`), Buffer.from(chartSvg(block)));
  });
  compiler.mapShadow(join(TEMPLATES, 'document.json'), Buffer.from(JSON.stringify(clean)));
  const compiled = compiler.compile({ mainFilePath: join(TEMPLATES, 'report.typ') });
  const errors = diagnostics(compiler, compiled.takeError());
  const warnings = diagnostics(compiler, compiled.takeWarnings());
  // A warning is an unknown face or a table that does not converge: the paper would look otherwise than meant.
  if (errors || warnings || !compiled.result) throw new Error(errors ?? warnings ?? 'nothing was set');
  return compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: clean.createdAt });
}

function loadFonts(): Buffer[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve('source-sans/package.json')), 'OTF');
  return FACES.map((face) => readFileSync(join(folder, `SourceSans3-${face}.otf`)));
}

function diagnostics(compiler: NodeCompiler, error: NodeError | null): string | null {
  return error ? JSON.stringify(compiler.fetchDiagnostics(error)) : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
