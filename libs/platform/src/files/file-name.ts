const MAX_CHARACTERS = 150;
/** Stands for a name of which nothing is left. */
const NAMELESS = 'Datei';

// Control characters, marks that turn the reading direction or are not seen, and what Windows allows in no name.
const UNWANTED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu;

/** The name of a file as we keep it: no folders, nothing invisible, not too long, its ending kept. Never a path for us. */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(UNWANTED, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') return NAMELESS;
  const characters = [...clean];
  if (characters.length <= MAX_CHARACTERS) return clean;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
  return `${characters.slice(0, MAX_CHARACTERS - ending.length).join('')}${ending}`;
}

/** Content-Disposition that makes a browser save, never show (RFC 6266): a plain name and the full one (RFC 8187). */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
