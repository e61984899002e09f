import type { Budget } from './budget.js';
import type { Findings } from './findings.js';
import type { RawLink } from './links.js';
import type { Param, ParsedGroup, ParsedRequirement, Part, Prop } from './model.js';
import { paramsOf, partsOf, partText } from './parts.js';
import { propsOf, valueOf, valuesOf } from './props.js';
import { namedParams, type ParamLookup } from './prose.js';
import { CatalogueRefusal } from './refusal.js';
import type { SchemaCheck } from './schema.js';
import { cut } from './text.js';
import { fitted, objectsOf, shortTextOf, textOf, type JsonObject } from './values.js';

/** Groups and requirements within one another, and how many of them, that a file may have. */
const MAX_DEPTH = 64;
const MAX_REQUIREMENTS = 20_000;
const MAX_GROUPS = 5_000;
const MAX_LINKS = 100_000;
const MAX_ID = 200;
const MAX_WORD = 100;
const MAX_TAGS = 2000;
/** Characters that a copied parameter costs besides its own. */
const COPY = 100;

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
    private readonly budget: Budget,
  ) {}

  /** Reads everything below the root. @throws CatalogueRefusal */
  read(catalog: JsonObject): void {
    this.readBelow(catalog, { group: null, practice: null, parent: null, depth: 0, place: '/catalog' });
  }

  /**
   * Puts the parameters in place, now that all are known, wherever they were declared. Every text is tried, for every text
   * will be shown.
   * @throws CatalogueRefusal when they grow beyond the budget
   */
  finished(): { groups: readonly ParsedGroup[]; requirements: readonly Omit<ParsedRequirement, 'links'>[] } {
    const requirements = this.requirements.map(({ own, ...draft }) => {
      const budget = this.budget.ofRequirement(draft.controlId);
      const params = this.withForeign(own, draft, budget);
      const lookup: ParamLookup = new Map(params.map((param) => [param.id, param]));
      const texts = draft.parts.map((part) => ({
        name: part.name,
        text: partText(part, lookup, budget, draft.controlId),
      }));
      const textOfAll = (name: string): string | null => {
        const found = texts.filter((one) => one.name === name).map(({ text }) => text);
        return found.length === 0 ? null : found.join('\n');
      };
      const statement = textOfAll('statement');
      if (statement === null) this.findings.count('statement-missing', draft.controlId);
      return { ...draft, params, statement, guidance: textOfAll('guidance') };
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
      altIdentifier: this.fitted(valueOf(props, 'altIdentifier'), 'alt-identifier', MAX_ID, around.place),
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
      level: this.fitted(valueOf(props, 'level'), 'level', MAX_WORD, controlId),
      effort: this.fitted(valueOf(props, 'effort'), 'effort', MAX_WORD, controlId),
      modalVerb: this.fitted(
        valueOf(partProps, 'modalVerb') ?? valueOf(props, 'modalVerb'),
        'modal_verb',
        MAX_WORD,
        controlId,
      ),
      tags: this.tagsOf(props, controlId),
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
      throw new CatalogueRefusal('duplicate-key', { id: cut(controlId, MAX_ID), other: taken, key });
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

  private tagsOf(props: readonly Prop[], controlId: string): readonly string[] {
    const tags = this.fitted(valuesOf(props, 'tags').join(','), 'tags', MAX_TAGS, controlId) ?? '';
    return tags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  }

  private fitted(text: string | null, field: string, max: number, place: string): string | null {
    return fitted(text, field, max, place, this.findings);
  }

  private titleOf(object: JsonObject, instead: string, place: string): string {
    const title = shortTextOf(object, 'title', 1000, instead, this.findings);
    if (title === null) this.findings.add('title-missing', place);
    return title ?? instead;
  }

  /** The own parameters and those of other places that the texts name, also inside of one another. */
  private withForeign(
    own: readonly Param[],
    { parts, controlId }: Pick<Draft, 'parts' | 'controlId'>,
    budget: Budget,
  ): readonly Param[] {
    const found = new Map(own.map((param) => [param.id, param]));
    const texts = [...proseOf(parts), ...own.flatMap(wordsIn)];
    // Grows while it is walked.
    for (const text of texts) {
      for (const id of namedParams(text)) {
        if (found.has(id)) continue;
        const param = this.params.get(id);
        if (!param) {
          this.findings.count('param-unresolved', `${controlId}: ${id}`);
          continue;
        }
        budget.spend(COPY + sizeOf(param));
        found.set(id, { ...param, isForeign: true });
        for (const words of wordsIn(param)) texts.push(words);
      }
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

function sizeOf(param: Param): number {
  return wordsIn(param).reduce((sum, words) => sum + words.length + 1, param.guideline?.length ?? 0);
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
