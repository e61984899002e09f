import { Budget } from './budget.js';
import type { Param } from './model.js';

/** A piece of a text: as written, or what stands in the place of a parameter. */
export interface ProseSegment {
  readonly text: string;
  /** Id of the parameter, or null for plain text. */
  readonly paramId: string | null;
  /** The office (or the publisher) has set it; otherwise its label or choices stand there. */
  readonly isSet: boolean;
}

const INSERTION = /\{\{\s*(?:insert:\s*param\s*,\s*)?([^\s{},]+)\s*\}\}/g;
/** Parameters in the words of parameters (NIST does that); a circle ends here. */
const MAX_NESTING = 5;

export type ParamLookup = ReadonlyMap<string, Param>;

/** Ids of the parameters that a text names, one by one. */
export function* namedParams(prose: string): Iterable<string> {
  for (const [, id = ''] of prose.matchAll(INSERTION)) yield id;
}

/**
 * Puts the parameters into a text; what is no known parameter stays as it is written.
 * @throws CatalogueRefusal when it grows beyond the budget
 */
export function segmentsOf(
  prose: string,
  params: ParamLookup,
  budget: Budget = Budget.ofShownText(),
): readonly ProseSegment[] {
  budget.spend(prose.length);
  const segments: ProseSegment[] = [];
  let from = 0;
  for (const match of prose.matchAll(INSERTION)) {
    const param = params.get(match[1] ?? '');
    if (!param) continue;
    if (match.index > from)
      segments.push({ text: prose.slice(from, match.index), paramId: null, isSet: false });
    segments.push({
      text: wordsOf(param, params, 1, budget),
      paramId: param.id,
      isSet: param.values.length > 0,
    });
    from = match.index + match[0].length;
  }
  if (from < prose.length) segments.push({ text: prose.slice(from), paramId: null, isSet: false });
  return segments;
}

/** The text with its parameters in place, without marks. @throws CatalogueRefusal when it grows beyond the budget */
export function plainProse(prose: string, params: ParamLookup, budget?: Budget): string {
  return segmentsOf(prose, params, budget)
    .map(({ text }) => text)
    .join('');
}

/** What stands for a parameter: its values, else its choices, else its label, else its id. */
function wordsOf(param: Param, params: ParamLookup, nesting: number, budget: Budget): string {
  const words =
    param.values.length > 0
      ? param.values.join(', ')
      : param.choices.length > 0
        ? param.choices.join(' / ')
        : (param.label ?? param.id);
  budget.spend(words.length);
  if (nesting >= MAX_NESTING) return words;
  return words.replace(INSERTION, (whole, id: string) => {
    const inner = params.get(id);
    return inner && inner !== param ? wordsOf(inner, params, nesting + 1, budget) : whole;
  });
}
