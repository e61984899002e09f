import { fill, germanCatalogues as texts, type TextParams } from '@bergfried/texts';
import type { FindingCode } from './oscal/model.js';
import type { CatalogueRefusal } from './oscal/refusal.js';

const NUMBERS = new Intl.NumberFormat('de-DE');

/** The sentence for somebody whose file was refused. */
export function refusalText({ code, params }: CatalogueRefusal): string {
  const spelled = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'number' ? NUMBERS.format(value) : value,
  ]);
  return fill(texts.refusals[code], Object.fromEntries(spelled) as TextParams);
}

/** The sentence for one finding; an unknown code (of a newer version) comes back as it is. */
export function findingText(code: string, params: TextParams): string {
  if (!isFindingCode(code)) return code;
  return fill(texts.findings[code], code === 'schema' ? { ...params, rule: schemaRule(params) } : params);
}

function schemaRule(params: TextParams): string {
  const rules: Readonly<Record<string, string>> = texts.schemaRules;
  const at =
    typeof params['at'] === 'string' && params['at'] !== '' ? fill(texts.schemaAt, { at: params['at'] }) : '';
  return fill(rules[String(params['rule'])] ?? texts.schemaRules.other, { ...params, at });
}

function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(texts.findings, code);
}
