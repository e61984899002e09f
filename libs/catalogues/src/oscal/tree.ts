import type { Findings } from './findings.js';
import type { RawLink } from './links.js';
import type { Param, ParsedGroup, ParsedRequirement, Part, Prop } from './model.js';
import { paramsOf, partsOf, partText } from './parts.js';
import { propsOf, valueOf, valuesOf } from './props.js';
import { namedParams, type ParamLookup } from './prose.js';
import { CatalogueRefusal } from './refusal.js';
import type { SchemaCheck } from './schema.js';
import { objectsOf, shortTextOf, textOf, type JsonObject } from './values.js';

/** Groups and requirements within one another, and how many of them, that a file may have. */
const MAX_DEPTH = 64;
const MAX_REQUIREMENTS = 20_000;
const MAX_GROUPS = 5_000;
const MAX_LINKS = 100_000;
const MAX_ID = 200;

/** A requirement whose texts wait for the parameters of the whole file. */
type Draft = Omit<ParsedRequirement, 'links' | 'statement' | 'guidance' | 'params'> & {
  readonly own: readonly Param[];
};

interface Surroundings {
  readonly group: number | null;
  readonly practice: number | null;
  readonly parent: number | null;
  readonly depth: number;
  /** JSON pointer. */
  readonly place: string;
}

/** Walks groups and requirements in the order of the file and gathers them flat, with the way to what is around them. */
export class Tree {
  readonly groups: ParsedGroup[] = [];
  readonly requirements: Draft[] = [];
  readonly rawLinks: RawLink[] = [];
  private readonly params = new Map<string, Param>();
  private readonly ids = new Set<string>();
  private readonly keys = new Map<string, string>();

  constructor(
    private readonly findings: Findings,
    private readonly schema: SchemaCheck,
  ) {}

  /** Reads everything below the root. @throws CatalogueRefusal */
  read(catalog: JsonObject): void {
    this.readBelow(catalog, { group: null, practice: null, parent: null, depth: 0, place: '/catalog' });
  }

  /** Puts the parameters in place, now that all are known, wherever they were declared. */
  finished(): { groups: readonly ParsedGroup[]; requirements: readonly Omit<ParsedRequirement, 'links'>[] } {
    const requirements = this.requirements.map(({ own, ...draft }) => {
      const params = this.withForeign(own, draft.parts, draft.controlId);
      const lookup: ParamLookup = new Map(params.map((param) => [param.id, param]));
      const statement = textOfParts(draft.parts, 'statement', lookup);
      if (statement === null) this.findings.count('statement-missing', draft.controlId);
      return { ...draft, params, statement, guidance: textOfParts(draft.parts, 'guidance', lookup) };
    });
    return { groups: this.groups, requirements };
  }

  private readBelow(object: JsonObject, around: Surroundings): void {
    if (around.depth > MAX_DEPTH) throw new CatalogueRefusal('too-deep', { max: MAX_DEPTH });
    for (const param of paramsOf(object, around.place, this.findings)) this.params.set(param.id, param);
    objectsOf(object, 'groups', around.place).forEach((group, index) =>
      this.readGroup(group, {
        ...around,
        depth: around.depth + 1,
        place: `${around.place}/groups/${String(index)}`,
      }),
    );
    objectsOf(object, 'controls', around.place).forEach((control, index) =>
      this.readControl(control, {
        ...around,
        depth: around.depth + 1,
        place: `${around.place}/controls/${String(index)}`,
      }),
    );
  }

  private readGroup(object: JsonObject, around: Surroundings): void {
    this.schema.check('group', object, around.place);
    const index = this.groups.length;
    if (index >= MAX_GROUPS) throw new CatalogueRefusal('too-many', { max: MAX_GROUPS });
    const props = propsOf(object, around.place, this.findings);
    const id = textOf(object, 'id', this.findings);
    if (id === null) this.findings.count('group-code-made', around.place);
    const code = this.takeId(id ?? this.freeCode(index + 1), around.place);
    this.groups.push({
      parent: around.group,
      code,
      title: this.titleOf(object, code, around.place),
      altIdentifier: valueOf(props, 'altIdentifier')?.slice(0, MAX_ID) ?? null,
      description: descriptionOf(object, props, around.place, this.findings),
      requirementCount: 0,
    });
    this.readBelow(object, { ...around, group: index, practice: around.practice ?? index });
  }

  private readControl(object: JsonObject, around: Surroundings): void {
    this.schema.check('control', object, around.place);
    const index = this.requirements.length;
    if (index >= MAX_REQUIREMENTS) throw new CatalogueRefusal('too-many', { max: MAX_REQUIREMENTS });
    const props = propsOf(object, around.place, this.findings);
    const { controlId, key } = this.identify(object, props, around.place);
    const parts = partsOf(object, controlId, this.findings);
    const partProps = parts.filter(({ name }) => name === 'statement').flatMap((part) => part.props);
    this.requirements.push({
      group: around.group,
      practice: around.practice,
      parent: around.parent,
      controlId,
      key,
      class: shortTextOf(object, 'class', 200, controlId, this.findings),
      title: this.titleOf(object, controlId, around.place),
      level: valueOf(props, 'level')?.slice(0, 100) ?? null,
      effort: valueOf(props, 'effort')?.slice(0, 100) ?? null,
      modalVerb: (valueOf(partProps, 'modalVerb') ?? valueOf(props, 'modalVerb'))?.slice(0, 100) ?? null,
      tags: valuesOf(props, 'tags')
        .flatMap((tags) => tags.split(',').map((tag) => tag.trim()))
        .filter((tag) => tag !== ''),
      own: paramsOf(object, controlId, this.findings),
      props,
      parts,
    });
    for (const link of objectsOf(object, 'links', around.place)) {
      if (this.rawLinks.length >= MAX_LINKS) throw new CatalogueRefusal('too-many', { max: MAX_LINKS });
      const rel = shortTextOf(link, 'rel', 200, controlId, this.findings) ?? 'reference';
      this.rawLinks.push({
        requirement: index,
        rel,
        href: textOf(link, 'href', this.findings) ?? '',
        text: textOf(link, 'text', this.findings),
      });
    }
    for (let group = around.group; group !== null;) {
      const above: ParsedGroup | undefined = this.groups[group];
      if (!above) break;
      above.requirementCount += 1;
      group = above.parent;
    }
    this.readBelow(object, { ...around, parent: index });
  }

  /** Printed id and key; each may stand in for the other, never both for nothing. */
  private identify(
    object: JsonObject,
    props: readonly Prop[],
    place: string,
  ): { controlId: string; key: string } {
    const id = textOf(object, 'id', this.findings);
    const alt = valueOf(props, 'altIdentifier');
    const controlId = id ?? alt;
    if (controlId === null) throw new CatalogueRefusal('id-missing', { place });
    if (id === null) this.findings.add('id-from-key', place);
    if (alt === null) this.findings.count('key-from-id', controlId);
    const key = (alt ?? controlId).toLowerCase();
    if (key.length > MAX_ID) throw new CatalogueRefusal('id-too-long', { place, max: MAX_ID });
    const taken = this.keys.get(key);
    if (taken !== undefined)
      throw new CatalogueRefusal('duplicate-key', { id: controlId, other: taken, key });
    this.keys.set(key, controlId);
    return { controlId: this.takeId(controlId, place), key };
  }

  private freeCode(number: number): string {
    let code = `g${String(number)}`;
    while (this.ids.has(code)) code = `${code}-`;
    return code;
  }

  private takeId(id: string, place: string): string {
    if (id.length > MAX_ID) throw new CatalogueRefusal('id-too-long', { place, max: MAX_ID });
    if (this.ids.has(id)) throw new CatalogueRefusal('duplicate-id', { id, place });
    this.ids.add(id);
    return id;
  }

  private titleOf(object: JsonObject, instead: string, place: string): string {
    const title = shortTextOf(object, 'title', 1000, instead, this.findings);
    if (title === null) this.findings.add('title-missing', place);
    return title ?? instead;
  }

  /** The own parameters and those of other places that the texts name, also inside of one another. */
  private withForeign(own: readonly Param[], parts: readonly Part[], controlId: string): readonly Param[] {
    const found = new Map(own.map((param) => [param.id, param]));
    const wanted = [...proseOf(parts), ...own.flatMap(wordsIn)].flatMap(namedParams);
    for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
      if (found.has(id)) continue;
      const param = this.params.get(id);
      if (!param) {
        this.findings.count('param-unresolved', `${controlId}: ${id}`);
        continue;
      }
      found.set(id, { ...param, isForeign: true });
      wanted.push(...wordsIn(param).flatMap(namedParams));
    }
    return [...found.values()];
  }
}

function* proseOf(parts: readonly Part[]): Iterable<string> {
  for (const part of parts) {
    if (part.prose !== null) yield part.prose;
    yield* proseOf(part.parts);
  }
}

function wordsIn(param: Param): readonly string[] {
  return [...param.values, ...param.choices, ...(param.label === null ? [] : [param.label])];
}

function textOfParts(parts: readonly Part[], name: string, params: ParamLookup): string | null {
  const texts = parts.filter((part) => part.name === name).map((part) => partText(part, params));
  return texts.length === 0 ? null : texts.join('\n');
}

/** What a group is about: its overview, else the remark on its label (BSI writes it there). */
function descriptionOf(
  object: JsonObject,
  props: readonly Prop[],
  place: string,
  findings: Findings,
): string | null {
  const parts = partsOf(object, place, findings);
  const overview = parts.find(({ name }) => name === 'overview') ?? parts[0];
  return (
    overview?.prose ??
    props.find(({ name, remarks }) => name === 'label' && remarks !== null)?.remarks ??
    null
  );
}
