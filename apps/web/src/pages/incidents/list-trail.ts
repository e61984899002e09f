/** The list one came from, so that "voriger/nächster" on a detail page follows it. Survives reload, ends with the tab. */
export interface ListTrail {
  /** Address of the list with all its filters. */
  href: string;
  total: number;
  items: { id: string; scope: string }[];
}

const key = 'bergfried:liste';

export function saveTrail(trail: ListTrail): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(trail));
  } catch {
    // Without it the detail page only lacks its arrows.
  }
}

export function readTrail(): ListTrail | null {
  try {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as ListTrail) : null;
  } catch {
    return null;
  }
}
