import { parseArgs } from 'node:util';

/** The help of `npm run bench`. */
export const help = `Aufruf: npm run bench -- [Optionen]

  --rows ZAHL        Zeilen der großen Datenbank: Vorfälle, Einträge und Fristen zusammen (1000000)
  --small ZAHL       Zeilen der kleinen zum Vergleich, 0: keiner (ein Zehntel)
  --seconds ZAHL     Sekunden je Messung (3)
  --connections A,B  gleichzeitige Verbindungen (1,10,50)
  --only A,B         nur diese Abläufe
  --postgres URL     ein vorhandenes PostgreSQL als Superuser; die Rollen bergfried_* bekommen dort neue Kennwörter,
                     die Datenbanken bergfried_bench… werden angelegt und am Ende gelöscht. Sonst: das mitgelieferte
  --markdown DATEI   Tabellen zusätzlich als Markdown
  --json DATEI       Messwerte zusätzlich als JSON
  --profile ORDNER   CPU-Profile der Schnittstelle (node --cpu-prof) dorthin`;

/** What is measured and on what. @throws Error with the help for an option that is not understood */
export function readOptions(args) {
  const { values } = parse(args);
  const rows = wholeNumber('rows', values.rows ?? '1000000');
  return {
    rows,
    smallRows: wholeNumber('small', values.small ?? String(Math.round(rows / 10))),
    seconds: wholeNumber('seconds', values.seconds ?? '3'),
    connections: (values.connections ?? '1,10,50')
      .split(',')
      .map((count) => wholeNumber('connections', count)),
    only: values.only === undefined ? undefined : new Set(values.only.split(',')),
    postgres: values.postgres,
    markdown: values.markdown,
    json: values.json,
    profile: values.profile,
  };
}

function parse(args) {
  const names = [
    'rows',
    'small',
    'seconds',
    'connections',
    'only',
    'postgres',
    'markdown',
    'json',
    'profile',
  ];
  try {
    return parseArgs({ args, options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
  } catch (error) {
    throw explained(error.message);
  }
}

function wholeNumber(name, text) {
  if (!/^\d+$/.test(text)) throw explained(`--${name}: „${text}“ ist keine ganze Zahl.`);
  return Number(text);
}

function explained(message) {
  return Object.assign(new Error(`${message}\n\n${help}`), { isExplained: true });
}
