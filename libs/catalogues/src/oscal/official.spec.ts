import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJson } from './decode.js';
import type { ParsedCatalogue } from './model.js';
import { readCatalogue } from './read.js';
import { CatalogueRefusal } from './refusal.js';

/** Official files lie beside the repository, where somebody has put them. */
const DATA = join(__dirname, '../../../../../shared/data');
const BSI_JUNE = 'bsi-stand-der-technik/2026-06-30_313aa87';
const BSI_JULY = 'bsi-stand-der-technik/2026-07-30_47de282/control_layer';

const read = (path: string): ParsedCatalogue => readCatalogue(decodeJson(readFileSync(join(DATA, path))));

if (!existsSync(DATA)) {
  it.skip('official catalogues: no ../shared/data beside the repository', () => undefined);
} else {
  describe('official catalogues', () => {
    it('Grundschutz++ of 30 June 2026 has exactly 989 requirements, all keyed, linked and without a finding', () => {
      const parsed = read(`${BSI_JUNE}/Anwenderkataloge/Grundschutz++/Grundschutz++-catalog.json`);
      expect(parsed).toMatchObject({
        title: 'Anwenderkatalog Grundschutz++',
        oscalVersion: '1.1.3',
        publisher: 'Bundesamt für Sicherheit in der Informationstechnik',
        licence: 'CC BY-SA 4.0',
        findings: [],
      });
      const { requirements, groups } = parsed;
      expect(requirements).toHaveLength(989);
      expect(groups.filter(({ parent }) => parent === null)).toHaveLength(20);
      expect(requirements.every(({ key }) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key))).toBe(
        true,
      );
      const count = (test: (one: (typeof requirements)[number]) => boolean): number =>
        requirements.filter(test).length;
      expect([
        count(({ level }) => level === 'normal-SdT'),
        count(({ level }) => level === 'erhöht'),
      ]).toEqual([762, 227]);
      expect(['MUSS', 'SOLLTE', 'KANN'].map((verb) => count(({ modalVerb }) => modalVerb === verb))).toEqual([
        149, 616, 224,
      ]);
      const links = requirements.flatMap((one) => one.links);
      expect(
        ['related', 'required'].map(
          (rel) => links.filter((link) => link.rel === rel && link.target !== null).length,
        ),
      ).toEqual([195, 67]);
      expect(count(({ statement }) => statement === null || statement.includes('{{'))).toBe(0);
      const first = requirements.find(({ controlId }) => controlId === 'GC.1.1');
      expect(first?.statement).toContain('nach BSI Grundschutz++ verankern.');
    });

    it('cut at any fiftieth of it, are refused as cut', () => {
      const whole = readFileSync(
        join(DATA, `${BSI_JUNE}/Anwenderkataloge/Grundschutz++/Grundschutz++-catalog.json`),
      );
      for (let part = 1; part < 50; part += 1) {
        const piece = whole.subarray(0, Math.floor((whole.length * part) / 50));
        // In the middle of a letter of two bytes it is no UTF-8 either.
        expect(() => decodeJson(piece)).toThrow(CatalogueRefusal);
      }
    });

    it('that break the schema are taken with findings: ISO/IEC 27001 Annex A as the BSI published it', () => {
      const parsed = read(`${BSI_JULY}/ISO27001/ISO27001-AnnexA-catalog.json`);
      expect(parsed.requirements).toHaveLength(93);
      expect(parsed.licence).toBeNull();
      expect(new Set(parsed.findings.map(({ code }) => code))).toEqual(
        new Set(['key-from-id', 'schema', 'licence-missing']),
      );
    });

    it.each([
      [`${BSI_JULY}/WLAN/WLAN-resolved_catalog.json`, 61],
      [`${BSI_JULY}/Mindeststandard-TLS/Entwurf-Mindeststandard-TLS-catalog.json`, 17],
      [`${BSI_JULY}/Grundschutz++/sources/catalogs/Kernel/BSI-Stand-der-Technik-Kernel-catalog.json`, 901],
      ['nist-oscal-content/main_88bb8de/examples/catalog/json/basic-catalog.json', 4],
      [
        'nist-oscal-content/v1.0.0_a207cd7/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json',
        1189,
      ],
    ])('%s', (path, number) => {
      expect(read(path).requirements).toHaveLength(number);
    });
  });
}
