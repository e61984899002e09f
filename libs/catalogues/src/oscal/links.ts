import type { Budget } from './budget.js';
import type { Findings } from './findings.js';
import { isWebAddress } from './licence.js';
import type { Link, ParsedRequirement } from './model.js';
import { objectsOf, textOf, type JsonObject } from './values.js';

/** A link as it stands in the file, of the requirement with this index. */
export interface RawLink {
  readonly requirement: number;
  readonly rel: string;
  readonly href: string;
  readonly text: string | null;
}

interface Resource {
  readonly title: string | null;
  readonly url: string | null;
}

/**
 * Leads links to their requirement (by printed id, by alt-identifier, or by `_` and alt-identifier as BSI's component
 * definitions write it), to a source in the back matter, or outside. A link that leads nowhere is kept, with a finding.
 * @throws CatalogueRefusal when the titles of the sources grow beyond the budget
 */
export function resolveLinks(
  requirements: readonly Omit<ParsedRequirement, 'links'>[],
  raw: readonly RawLink[],
  backMatter: JsonObject,
  findings: Findings,
  budget: Budget,
): readonly ParsedRequirement[] {
  const byId = new Map(requirements.map(({ controlId }, index) => [controlId, index]));
  const byKey = new Map(requirements.map(({ key }, index) => [key, index]));
  const sources = resourcesOf(backMatter, findings);
  const resolve = ({ requirement, rel, href, text }: RawLink): Link => {
    const base = { rel, href, label: text, target: null, url: null };
    if (!href.startsWith('#')) return { ...base, url: isWebAddress(href) ? href : null };
    const name = href.slice(1);
    const target = byId.get(name) ?? byKey.get(name.replace(/^_/, '').toLowerCase());
    if (target !== undefined) return { ...base, target };
    const source = sources.get(name.toLowerCase());
    if (source) {
      // A source may be long and named by many.
      budget.spend((source.title?.length ?? 0) + (source.url?.length ?? 0));
      return { ...base, label: text ?? source.title, url: source.url };
    }
    findings.count('link-unresolved', `${requirements[requirement]?.controlId ?? ''} → ${name}`);
    return base;
  };
  const links = new Map<number, Link[]>();
  for (const one of raw) {
    const known = links.get(one.requirement);
    if (known) known.push(resolve(one));
    else links.set(one.requirement, [resolve(one)]);
  }
  return requirements.map((requirement, index) => ({ ...requirement, links: links.get(index) ?? [] }));
}

function resourcesOf(backMatter: JsonObject, findings: Findings): ReadonlyMap<string, Resource> {
  const place = '/catalog/back-matter';
  return new Map(
    objectsOf(backMatter, 'resources', place).map((resource) => {
      const addresses = objectsOf(resource, 'rlinks', place).map(
        (link) => textOf(link, 'href', findings) ?? '',
      );
      return [
        (textOf(resource, 'uuid', findings) ?? '').toLowerCase(),
        { title: textOf(resource, 'title', findings), url: addresses.find(isWebAddress) ?? null },
      ];
    }),
  );
}
