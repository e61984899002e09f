import { cpus, totalmem } from 'node:os';

const number = (value, digits = 1) =>
  Number.isFinite(value)
    ? value.toLocaleString('de-DE', {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      })
    : '–';
const share = (one, other) => (Number.isFinite(one / other) ? `${number((100 * one) / other, 0)} %` : '–');

/** One line while the run goes on. */
export function printMeasurement({ id, connections, cells }) {
  const { api, sql, plain, small } = cells;
  console.log(
    [
      id.padEnd(24),
      `${connections}`.padStart(3),
      `${number(api.perSecond, 0)}/s`.padStart(8),
      `p50 ${number(api.p50)}`.padStart(10),
      `p95 ${number(api.p95)}`.padStart(10),
      `p99 ${number(api.p99)}`.padStart(10),
      `SQL ${share(api.perSecond, sql.perSecond)}`.padStart(9),
      `node:http ${plain ? share(api.perSecond, plain.perSecond) : '–'}`.padStart(15),
      `cpu ${number(api.cpu, 2)} (${number(plain?.cpu, 2)})`.padStart(17),
      small ? `×${number(api.p50 / small.p50, 2)}` : '',
      api.errors > 0 ? `${api.errors} FEHLER` : '',
    ].join(' '),
  );
}

/** Everything as tables, ready for docs/performance.md. */
export function markdownOf(report) {
  const { version, counts, smallCounts, seconds, measurements, memory } = report;
  return [
    `### ${version}, ${new Date().toISOString().slice(0, 10)}`,
    `${cpus().length} Prozessorkerne, ${number(totalmem() / 2 ** 30, 0)} GB, Node ${process.versions.node}; ${counts.tenants} Mitglieder, ` +
      `${counts.incidents + counts.entries + counts.duties} Zeilen, ${counts.versions} Fassungen, ${number(counts.bytes / 1e6, 0)} MB; ${seconds} s je Messung. Zeiten in Millisekunden.`,
    table(
      [
        'Ablauf',
        'Verb.',
        '/s',
        'p50',
        'p95',
        'p99',
        'Fehler',
        'SQL /s',
        'SQL p50',
        'Anteil am SQL',
        'node:http /s',
        'Anteil an node:http',
        'CPU je Antwort',
        'CPU node:http',
        'Nachrichten',
      ],
      measurements.map(({ title, connections, messages, cells: { api, sql, plain } }) => [
        title,
        connections,
        number(api.perSecond, 0),
        ...[api.p50, api.p95, api.p99].map((value) => number(value)),
        api.errors + sql.errors + (plain?.errors ?? 0),
        number(sql.perSecond, 0),
        number(sql.p50),
        share(api.perSecond, sql.perSecond),
        number(plain?.perSecond, 0),
        plain ? share(api.perSecond, plain.perSecond) : '–',
        number(api.cpu, 2),
        number(plain?.cpu, 2),
        messages ?? '–',
      ]),
    ),
    ...(smallCounts ? comparison(measurements, counts, smallCounts) : []),
    table(
      ['Prozess', 'Speicher (RSS), höchstens'],
      Object.entries(memory).map(([name, megabytes]) => [name, `${number(megabytes, 0)} MB`]),
    ),
    table(['Ziel', 'gemessen', 'erreicht'], aims(report)),
    '',
  ].join('\n\n');
}

function comparison(measurements, counts, smallCounts) {
  const rowsOf = ({ incidents, entries, duties }) => incidents + entries + duties;
  const perMember = (some) => Math.round(rowsOf(some) / some.tenants);
  const both = measurements.filter(({ cells }) => cells.small);
  return [
    `Dieselben Abläufe bei ${rowsOf(smallCounts)} Zeilen (${smallCounts.tenants} Mitglieder mit je ${perMember(smallCounts)} statt ${perMember(counts)} Zeilen):`,
    table(
      ['Ablauf', 'Verb.', `p50 bei ${rowsOf(smallCounts)}`, `p50 bei ${rowsOf(counts)}`, 'Verhältnis'],
      both.map(({ title, connections, cells: { api, small } }) => [
        title,
        connections,
        number(small.p50),
        number(api.p50),
        number(api.p50 / small.p50, 2),
      ]),
    ),
  ];
}

/** What was aimed at, and whether this run reached it. */
export function aims({ measurements, memory }) {
  const at = (connections) => measurements.filter((one) => one.connections === connections);
  const rows = at(10)
    .filter(({ isAim, cells }) => isAim && cells.plain)
    .map(({ title, cells: { api, plain } }) => [
      `${title}: mindestens 40 % von node:http (10 Verbindungen)`,
      share(api.perSecond, plain.perSecond),
      api.perSecond >= 0.4 * plain.perSecond,
    ]);
  const limit = (aim, value, most, unit, digits = 1) => {
    if (Number.isFinite(value)) rows.push([aim, `${number(value, digits)}${unit}`, value <= most]);
  };
  const create = at(10).find(({ id }) => id === 'create');
  limit('Vorfall anlegen: p50 höchstens 5 ms (10 Verbindungen)', create?.cells.api.p50, 5, ' ms');
  const list = at(1).find(({ id }) => id === 'county-list');
  limit('Liste mit Gesamtzahl: p50 höchstens 2,5 ms (1 Verbindung)', list?.cells.api.p50, 2.5, ' ms');
  limit('Schnittstelle: höchstens 300 MB', memory.Schnittstelle, 300, ' MB', 0);
  for (const { title, cells } of at(1).filter(({ cells }) => cells.small))
    limit(
      `${title}: zehnmal so viele Zeilen, höchstens 1,2-mal die Zeit`,
      cells.api.p50 / cells.small.p50,
      1.2,
      '',
      2,
    );
  return rows.map(([aim, value, isMet]) => [aim, value, isMet ? 'ja' : '**nein**']);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
