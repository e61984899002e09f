/** The list of requirements one came from, so that "vorige/nächste" follows its filters. Survives reload, ends with the tab. */
export interface CatalogueTrail {
  catalogueId: string;
  /** Address of the list with its filters. */
  href: string;
  total: number;
  ids: string[];
}

const key = 'bergfried:anforderungen';

export function saveCatalogueTrail(trail: CatalogueTrail): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(trail));
  } catch {
    // Without it the page goes through the whole catalogue.
  }
}

export function readCatalogueTrail(catalogueId: string): CatalogueTrail | null {
  try {
    const trail = JSON.parse(sessionStorage.getItem(key) ?? 'null') as CatalogueTrail | null;
    return trail?.catalogueId === catalogueId ? trail : null;
  } catch {
    return null;
  }
}
