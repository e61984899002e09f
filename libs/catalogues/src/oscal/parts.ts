import type { Budget } from './budget.js';
import type { Findings } from './findings.js';
import type { Param, Part } from './model.js';
import { propsOf, valueOf } from './props.js';
import { plainProse, type ParamLookup } from './prose.js';
import { CatalogueRefusal } from './refusal.js';
import { objectOf, objectsOf, shortTextOf, textOf, textsOf, type JsonObject } from './values.js';

const MAX_DEPTH = 64;

/** Pieces of text of an object, with those below. @throws CatalogueRefusal when nested too deeply */
export function partsOf(object: JsonObject, place: string, findings: Findings, depth = 1): readonly Part[] {
  if (depth > MAX_DEPTH) throw new CatalogueRefusal('too-deep', { max: MAX_DEPTH });
  return objectsOf(object, 'parts', place).map((part) => {
    const props = propsOf(part, place, findings);
    return {
      id: textOf(part, 'id', findings),
      name: shortTextOf(part, 'name', 100, place, findings) ?? '',
      title: shortTextOf(part, 'title', 1000, place, findings),
      label: valueOf(props, 'label'),
      prose: textOf(part, 'prose', findings),
      props,
      parts: partsOf(part, place, findings, depth + 1),
    };
  });
}

/** Parameters declared at an object; one without an id cannot be named anywhere and is left to the finding of the schema. */
export function paramsOf(object: JsonObject, place: string, findings: Findings): readonly Param[] {
  return objectsOf(object, 'params', place).flatMap((param) => {
    const id = textOf(param, 'id', findings);
    if (id === null) return [];
    const select = objectOf(param, 'select');
    const guidelines = objectsOf(param, 'guidelines', place).map(
      (guideline) => textOf(guideline, 'prose', findings) ?? '',
    );
    return [
      {
        id,
        label: textOf(param, 'label', findings),
        values: textsOf(param, 'values', findings),
        choices: select ? textsOf(select, 'choice', findings) : [],
        guideline: guidelines.filter((text) => text !== '').join('\n') || null,
        isForeign: false,
      },
    ];
  });
}

/**
 * A piece and everything below it as plain text, line by line, with labels and parameters in place.
 * @param budget of the requirement `id`
 * @throws CatalogueRefusal when it grows beyond that
 */
export function partText(part: Part, params: ParamLookup, budget: Budget, id: string): string {
  budget.spend(part.label?.length ?? 0);
  const own = [part.label, part.prose === null ? null : plainProse(part.prose, params, budget.ofText(id))]
    .filter((text) => text !== null)
    .join(' ');
  return [own, ...part.parts.map((below) => partText(below, params, budget, id))]
    .filter((text) => text !== '')
    .join('\n');
}
