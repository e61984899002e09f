import { formatDay } from '../../format/time.js';

/** The publisher's version; one that is a point in time (BSI) reads as its day. */
export function editionText({
  edition,
  lastModifiedAt,
}: {
  edition: string;
  lastModifiedAt?: string | null;
}): string {
  if (/^\d{4}-\d{2}-\d{2}T/.test(edition) && !Number.isNaN(Date.parse(edition))) return formatDay(edition);
  if (edition !== '') return edition;
  return lastModifiedAt ? formatDay(lastModifiedAt) : '—';
}
