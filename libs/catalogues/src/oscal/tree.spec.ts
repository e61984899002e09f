import fc from 'fast-check';
import { readCatalogue } from './read.js';
import { CatalogueRefusal } from './refusal.js';

const control = (id: string, number: number, controls: readonly object[]): object => ({
  id,
  title: `Anforderung ${id}`,
  props: [{ name: 'alt-identifier', value: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` }],
  controls,
});

interface Node {
  readonly groups: Node[];
  readonly controls: Node[];
}

const node = (): Node => ({ groups: [], controls: [] });

/** Trees grown step by step: each step hangs a group or a requirement below something that may hold it. */
const trees = fc.array(fc.record({ isGroup: fc.boolean(), at: fc.nat() }), { maxLength: 60 }).map((steps) => {
  const root = node();
  const groups = [root];
  const controls: Node[] = [];
  for (const { isGroup, at } of steps) {
    const holders = isGroup ? groups : [...groups, ...controls];
    const holder = holders[at % holders.length] ?? root;
    const grown = node();
    (isGroup ? holder.groups : holder.controls).push(grown);
    (isGroup ? groups : controls).push(grown);
  }
  return root;
});

describe('whatever way groups and requirements are nested', () => {
  it('every requirement is taken once, in order, below the right group and requirement', () => {
    fc.assert(
      fc.property(trees, (root) => {
        const expected: {
          id: string;
          group: string | null;
          practice: string | null;
          parent: string | null;
        }[] = [];
        let number = 0;
        const ofControl = (
          one: Node,
          group: string | null,
          practice: string | null,
          parent: string | null,
        ): object => {
          const id = `c${String((number += 1))}`;
          expected.push({ id, group, practice, parent });
          return control(
            id,
            number,
            one.controls.map((below) => ofControl(below, group, practice, id)),
          );
        };
        const below = (inside: Node, group: string | null, practice: string | null): object => ({
          groups: inside.groups.map((one) => {
            const id = `g${String((number += 1))}`;
            return { id, title: id, ...below(one, id, practice ?? id) };
          }),
          controls: inside.controls.map((one) => ofControl(one, group, practice, null)),
        });
        const document = {
          catalog: { metadata: { title: 'Baum', 'oscal-version': '1.1.3' }, ...below(root, null, null) },
        };
        if (expected.length === 0) {
          expect(() => readCatalogue(document)).toThrow(new CatalogueRefusal('no-requirements'));
          return;
        }
        const parsed = readCatalogue(document);
        const code = (index: number | null): string | null =>
          index === null ? null : (parsed.groups[index]?.code ?? 'lost');
        expect(
          parsed.requirements.map(({ controlId, group, practice, parent }) => ({
            id: controlId,
            group: code(group),
            practice: code(practice),
            parent: parent === null ? null : (parsed.requirements[parent]?.controlId ?? 'lost'),
          })),
        ).toEqual(expected);
        for (const [index, group] of parsed.groups.entries()) {
          const isIn = (at: number | null): boolean =>
            at !== null && (at === index || isIn(parsed.groups[at]?.parent ?? null));
          expect(group.requirementCount).toBe(parsed.requirements.filter((one) => isIn(one.group)).length);
        }
      }),
      { numRuns: 80 },
    );
  });
});
