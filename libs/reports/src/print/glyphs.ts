/**
 * Characters that an OpenType font can show: its `cmap` table, formats 4 (basic plane) and 12 (all planes), as the
 * OpenType specification 1.9 describes them.
 * @throws RangeError for bytes that are no such font
 */
export function glyphsOf(font: Buffer): ReadonlySet<number> {
  const cmap = tableOffset(font, 'cmap');
  const found = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const record = cmap + 4 + index * 8;
    const table = cmap + font.readUInt32BE(record + 4);
    const format = font.readUInt16BE(table);
    if (format === 4) addFormat4(font, table, found);
    if (format === 12) addFormat12(font, table, found);
  }
  return found;
}

/** What every one of these fonts can show. */
export function commonGlyphs(fonts: readonly Buffer[]): ReadonlySet<number> {
  const [first, ...others] = fonts.map(glyphsOf);
  return new Set([...(first ?? [])].filter((code) => others.every((glyphs) => glyphs.has(code))));
}

function tableOffset(font: Buffer, name: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const record = 12 + index * 16;
    if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8);
  }
  throw new RangeError(`a font without the table ${name}`);
}

function addFormat4(font: Buffer, table: number, found: Set<number>): void {
  const segments = font.readUInt16BE(table + 6) / 2;
  const [ends, starts] = [table + 14, table + 16 + segments * 2];
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4];
  for (let segment = 0; segment < segments; segment++) {
    const [start, end] = [font.readUInt16BE(starts + segment * 2), font.readUInt16BE(ends + segment * 2)];
    const delta = font.readUInt16BE(deltas + segment * 2);
    const offset = font.readUInt16BE(offsets + segment * 2);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      // An offset counts from its own place in the table into the list of glyphs.
      const glyph =
        offset === 0 ? code : font.readUInt16BE(offsets + segment * 2 + offset + (code - start) * 2);
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) found.add(code);
    }
  }
}

function addFormat12(font: Buffer, table: number, found: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(table + 12); group++) {
    const record = table + 16 + group * 12;
    const [start, end, glyph] = [
      font.readUInt32BE(record),
      font.readUInt32BE(record + 4),
      font.readUInt32BE(record + 8),
    ];
    for (let code = start; code <= end; code++) if (glyph + code - start !== 0) found.add(code);
  }
}
