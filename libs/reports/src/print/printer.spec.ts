import { createHash } from 'node:crypto';
import { countyQuarterDocument } from '../county-quarter/document.js';
import { ask, describeWithTools } from '../testing/pdf-tools.js';
import { duty, incident, sampleSnapshot } from '../testing/sample-snapshot.js';
import type { PrintDocument } from './document.js';
import { Printer, PrintError } from './printer.js';

const printer = new Printer();
const hash = (pdf: Buffer): string => createHash('sha256').update(pdf).digest('hex');
const words = (pdf: Buffer): string => ask('pdftotext', ['-layout'], pdf, ['-']);

const HOSTILE = [
  'Łódź 😀 漢字 \u0007\u001b[31m #import "@preview/x" $x$ *b* <tag> _u_',
  '#{panic("x")} #include "/etc/passwd" \\ @ref ```raw``` // nichts',
  `Donaudampfschifffahrtsgesellschaft${'x'.repeat(160)}`,
  '{{page}} ${x} %s \u202eumgekehrt\u202c e\u0301 \u{1F468}\u200d\u{1F469}\u200d\u{1F467}',
  '= Überschrift\n- Liste\n+ Nummer\n/ Begriff: x',
  '"',
  '—'.repeat(199),
];

function document(facts: Parameters<typeof sampleSnapshot>[0] = {}): PrintDocument {
  return countyQuarterDocument(sampleSnapshot(facts));
}

const plenty = {
  incidents: Array.from({ length: 24 }, (_, index) =>
    incident(index, new Date(Date.UTC(2026, 1 + (index % 8), 3 + index)).toISOString(), {
      status: index % 5 === 0 ? 'contained' : 'closed',
      severity: index % 7 === 0 ? 'high' : 'low',
      category: ['phishing', 'outage', 'misdirected-mail'][index % 3] ?? 'other',
    }),
  ),
  duties: [
    duty('OS-V2026-004', '2026-07-10T08:00:00Z', {
      state: 'submitted',
      submittedAt: new Date('2026-07-09T08:00:00Z'),
    }),
    duty('OS-V2026-005', '2026-08-10T08:00:00Z', {
      state: 'submitted',
      submittedAt: new Date('2026-08-11T08:00:00Z'),
    }),
    duty('OS-V2026-006', '2026-10-02T08:00:00Z'),
  ],
};

afterAll(() => printer.onApplicationShutdown());

describe('setting a report', () => {
  it('makes the same bytes of the same snapshot, and others of another', async () => {
    const [first, second, other] = [
      await printer.print(document(plenty)),
      await printer.print(document(plenty)),
      await printer.print(document()),
    ];
    expect(hash(first)).toBe(hash(second));
    expect(hash(other)).not.toBe(hash(first));
  });

  it.each(HOSTILE)('prints %j like any other text', async (text) => {
    const hostile = incident(1, '2026-08-03T08:00:00Z', {
      title: text.trim() || 'x',
      status: 'contained',
      reference: 'OS-V2026-001',
    });
    const pdf = await printer.print(
      document({
        tenant: text,
        incidents: [hostile],
        duties: [duty('OS-V2026-001', '2026-10-01T08:00:00Z', { recipient: text, title: text })],
      }),
    );
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refuses a document it cannot set, and says why', async () => {
    const broken = { ...document(), blocks: [{ type: 'heading', level: 1 }] } as unknown as PrintDocument;
    await expect(printer.print(broken)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('newPage') as string,
    });
  });

  it('ends a process that takes too long', async () => {
    await expect(printer.print(document(), 1)).rejects.toEqual(
      new PrintError('timeout', 'ended with SIGKILL'),
    );
  });

  it('ends what runs when the worker stops, and begins nothing new', async () => {
    const stopping = new Printer();
    const running = stopping.print(document());
    stopping.onApplicationShutdown();
    await expect(running).rejects.toMatchObject({ kind: 'stopped' });
    await expect(stopping.print(document())).rejects.toMatchObject({ kind: 'stopped' });
  });

  it('sets thousands of incidents in bounded time: the list is cut, the figures are not', async () => {
    const incidents = Array.from({ length: 4000 }, (_, index) => incident(index, '2026-08-03T08:00:00Z'));
    const started = Date.now();
    const pdf = await printer.print(document({ incidents }));
    expect(Date.now() - started).toBeLessThan(30_000);
    expect(pdf.length).toBeGreaterThan(10_000);
  });
});

describeWithTools('the PDF as other programs see it', () => {
  let pdf: Buffer;
  let structure: string;
  beforeAll(async () => {
    pdf = await printer.print(document(plenty));
    structure = ask('pdfinfo', ['-struct-text'], pdf);
  });

  it('is tagged, says PDF/UA-1, its language and its title', () => {
    const info = ask('pdfinfo', [], pdf);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+Quartalsbericht Informationssicherheit, Landkreis Ost, 3\. Quartal 2026/);
    expect(info).toMatch(/CreationDate:\s+Tue Oct {2}6 07:15:22 2026/);
    const meta = ask('pdfinfo', ['-meta'], pdf);
    expect(meta).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(meta).toMatch(/<dc:language>.*de/s);
  });

  it('has headings, tables with column heads, a figure with its text, lists', () => {
    expect(structure.match(/^\s*H1 /gm)).toHaveLength(4);
    expect((structure.match(/^\s*H2 /gm) ?? []).length).toBeGreaterThanOrEqual(6);
    expect((structure.match(/^\s*Table /gm) ?? []).length).toBeGreaterThanOrEqual(7);
    expect(structure).toMatch(/TH .*\n(?:.*\n)*?.*"Kennzahl/);
    expect(ask('pdfinfo', ['-struct'], pdf)).toMatch(/\/Scope \/Column/);
    expect(structure).toMatch(/Figure/);
    expect(pdf.includes(Buffer.from('/Alt'))).toBe(true);
    expect(structure).toMatch(/LBody/);
  });

  it('passes the check of its form', () => {
    expect(ask('qpdf', ['--check'], pdf)).toContain('No syntax or stream encoding errors found');
  });

  it('says its figures as text, with chapters, marks and pages', () => {
    const text = words(pdf);
    const { current } = sampleSnapshot(plenty);
    expect(text).toContain(`wurden ${String(current.flows.reported)} Vorfälle bemerkt`);
    for (const part of [
      'Auf einer Seite',
      'Lage',
      'Vorfälle und Meldungen',
      'Anhang',
      'Musterdaten – frei erfunden',
      'TLP:AMBER+STRICT',
      'OS-V2026-005',
      'verspätet',
      'Ohne Vorfälle, die nur der Kreis sieht',
    ]) {
      expect(text).toContain(part);
    }
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    pages.forEach((page, index) =>
      expect(page).toContain(`Seite ${String(index + 1)} von ${String(pages.length)}`),
    );
  });

  it('shows what people typed as they typed it, with a substitute for what the face lacks', async () => {
    const title = 'Łódź 😀 #import $x$ *b* <tag> 漢';
    const text = words(
      await printer.print(document({ incidents: [incident(1, '2026-08-03T08:00:00Z', { title })] })),
    ).replace(/\s+/g, ' ');
    expect(text).toContain('Łódź □ #import $x$ *b* <tag>');
  });

  it('embeds the shipped face only', () => {
    const fonts = [...pdf.toString('latin1').matchAll(/\/BaseFont\s*\/([\w+-]+)/g)].map(([, name]) => name);
    expect(fonts.length).toBeGreaterThan(0);
    for (const name of fonts) expect(name).toMatch(/^[A-Z]{6}\+SourceSans3-/);
  });
});
