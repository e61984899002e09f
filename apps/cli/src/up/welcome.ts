/** Rows as lines with aligned columns; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const rule = `  ${widths.map((width) => '─'.repeat(width)).join('  ')}`;
  const [heading = [], ...body] = rows;
  return [line(heading), rule, ...body.map(line)].join('\n');
}

/** What is printed once the product answers. */
export interface Welcome {
  readonly url: string;
  /** Milliseconds from the start of this process's work to the first answer. */
  readonly tookMs: number;
  readonly dataDir: string;
  /** One-time code of an installation without an office. */
  readonly foundingCode: string | undefined;
  /** Log-ins of the demonstration, where there is one. */
  readonly demo?: { readonly password: string; readonly logins: readonly (readonly string[])[] };
}

/** The lines that greet: address, log-ins, how to stop. */
export function welcome({ url, tookMs, dataDir, foundingCode, demo }: Welcome): string {
  const seconds = (tookMs / 1000).toLocaleString('de-DE', { maximumFractionDigits: 1 });
  const head = [
    `Bergfried ist bereit: ${url}`,
    `(nach ${seconds} s; Daten in ${dataDir}; beenden mit Strg+C)`,
  ];
  if (foundingCode !== undefined)
    return [
      '',
      ...head,
      '',
      `Diese Installation ist leer. Richten Sie sie hier ein: ${url}/einrichten`,
      '',
      `  Einmalcode: ${foundingCode}`,
      '',
      'Er gilt bis zum nächsten Start und endet, sobald es eine Gemeinsame Stelle gibt.',
      '',
    ].join('\n');
  if (demo === undefined) return ['', ...head, ''].join('\n');
  return [
    '',
    ...head,
    '',
    'Anmeldungen der Vorführung (Musterdaten – frei erfunden):',
    '',
    table([['E-Mail', 'Rolle', 'Stelle oder Mitglied'], ...demo.logins]),
    '',
    `  Passwort für alle: ${demo.password}`,
    '',
  ].join('\n');
}
