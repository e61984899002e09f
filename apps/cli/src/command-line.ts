import { parseArgs } from 'node:util';
import { UserError } from './user-error.js';

interface OptionHelp {
  /** Placeholder in the help, for example `NAME`. */
  readonly value: string;
  readonly text: string;
  readonly isRequired?: boolean;
  readonly choices?: readonly string[];
  /** A switch; present it counts as `yes`. */
  readonly isSwitch?: boolean;
}

interface CommandHelp {
  readonly text: string;
  /** Placeholder of the one argument without a name; its value is found under `argument`. */
  readonly argument?: string;
  readonly options: Readonly<Record<string, OptionHelp>>;
}

const officeOption = {
  value: 'SLUG',
  text: 'Gemeinsame Stelle, Kürzel aus der Seitenadresse',
  isRequired: true,
};
const passphraseOption = {
  value: 'DATEI',
  text: 'Datei mit dem Kennwort einer verschlüsselten Sicherung, mindestens 12 Zeichen',
};
const nameOptions = {
  name: { value: 'NAME', text: 'voller Name', isRequired: true },
  'short-name': { value: 'NAME', text: 'kurzer Name für Tabellen', isRequired: true },
  slug: { value: 'SLUG', text: 'Kürzel für die Seitenadresse: a–z, 0–9 und Bindestrich', isRequired: true },
};

/** All commands with their options; the help is made from it. */
export const commands = {
  up: {
    text: 'startet Bergfried und läuft, bis es mit Strg+C oder SIGTERM beendet wird',
    options: { port: { value: 'ZAHL', text: 'Anschluss (Port), sonst PORT oder 3000' } },
  },
  'db init': {
    text: 'richtet Rollen und Datenbank in einem eigenen PostgreSQL ein (braucht DATABASE_SUPERUSER_URL)',
    options: {},
  },
  migrate: { text: 'bringt die Datenbank auf den Stand des Programms', options: {} },
  seed: { text: 'legt die Vorführung in einer leeren Datenbank an', options: {} },
  'office create': { text: 'legt eine Gemeinsame Stelle an', options: nameOptions },
  'tenant create': {
    text: 'legt ein Mitglied einer Gemeinsamen Stelle an',
    options: {
      office: officeOption,
      ...nameOptions,
      plate: { value: 'VB', text: 'Kennzeichen, beginnt jedes Aktenzeichen', isRequired: true },
      kind: {
        value: 'ART',
        text: 'county (Landkreis), city, municipality oder municipal-enterprise',
        isRequired: true,
        choices: ['county', 'city', 'municipality', 'municipal-enterprise'],
      },
      ags: { value: 'ZIFFERN', text: 'amtlicher Gemeindeschlüssel, 5 oder 8 Ziffern' },
    },
  },
  'user create': {
    text: 'lädt die erste Person einer Gemeinsamen Stelle ein und zeigt ihren Link',
    options: {
      office: officeOption,
      email: { value: 'ADRESSE', text: 'E-Mail-Adresse, zugleich die Anmeldung', isRequired: true },
      name: { value: 'NAME', text: 'Vor- und Nachname', isRequired: true },
      role: {
        value: 'ROLLE',
        text: 'officer (Informationssicherheitsbeauftragte), deputy (Stellvertretung) oder operator (Betrieb)',
        isRequired: true,
        choices: ['officer', 'deputy', 'operator'],
      },
    },
  },
  verify: {
    text: 'prüft, ob die Historie noch so ist, wie sie festgeschrieben wurde, und nennt den ersten Bruch',
    options: { office: { ...officeOption, isRequired: false } },
  },
  backup: {
    text: 'sichert die laufende oder beendete Installation (mitgeliefertes PostgreSQL) in eine Datei',
    options: {
      to: { value: 'ORT', text: 'Ordner oder Datei, sonst backups im Datenordner' },
      keep: { value: 'ZAHL', text: 'behält in diesem Ordner nur so viele Sicherungen' },
      'passphrase-file': { ...passphraseOption, text: 'verschlüsselt mit dem Kennwort aus dieser Datei' },
    },
  },
  'backup check': {
    text: 'prüft, ob eine Sicherung vollständig und unversehrt ist, ohne sie zurückzuspielen',
    argument: 'DATEI',
    options: { 'passphrase-file': passphraseOption },
  },
  restore: {
    text: 'spielt eine Sicherung in einen leeren Datenordner zurück und prüft die Historie',
    argument: 'DATEI',
    options: {
      'data-dir': { value: 'ORDNER', text: 'Datenordner, sonst BERGFRIED_DATA_DIR' },
      replace: { value: '', text: 'legt eine Installation, die dort ist, beiseite', isSwitch: true },
      'passphrase-file': passphraseOption,
    },
  },
  'catalogue import': {
    text: 'liest einen OSCAL-Katalog (JSON) ein; dieselbe Datei noch einmal ändert nichts',
    argument: 'DATEI',
    options: {
      office: {
        ...officeOption,
        text: 'Gemeinsame Stelle, Kürzel; nötig, wenn es mehrere gibt',
        isRequired: false,
      },
    },
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;

export type CommandName = keyof typeof commands;

/** A command as it was typed, checked against its options. */
export interface CommandLine {
  readonly command: CommandName | 'help';
  /** Values by option name. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Reads the arguments after the program name.
 * @throws UserError for an unknown command, an unknown option or a missing value
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  if (args.length === 0 || args.some((arg) => arg === 'help' || arg === '--help' || arg === '-h')) {
    return { command: 'help', values: {} };
  }
  const command = findCommand(args);
  const { options: known, argument }: CommandHelp = commands[command];
  const values = readOptions(args.slice(command.split(' ').length), known, command, argument !== undefined);
  if (argument !== undefined && values['argument'] === undefined) throw wrong(command, `${argument} fehlt.`);
  for (const [name, { isRequired, choices }] of Object.entries(known)) {
    const value = values[name];
    if (value === undefined && isRequired === true) throw wrong(command, `--${name} fehlt.`);
    if (value !== undefined && choices !== undefined && !choices.includes(value)) {
      throw wrong(command, `--${name} ist „${value}“; erlaubt ist ${choices.join(', ')}.`);
    }
  }
  return { command, values };
}

function findCommand(args: readonly string[]): CommandName {
  const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
  const [one = '', two = ''] = args;
  const found = [`${one} ${two}`, one].find(isCommand);
  if (found !== undefined) return found;
  throw new UserError(`Den Befehl „${one}“ gibt es nicht.\n\n${helpText()}`);
}

function readOptions(
  args: readonly string[],
  known: Readonly<Record<string, OptionHelp>>,
  command: CommandName,
  takesArgument: boolean,
): Readonly<Record<string, string>> {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { isSwitch }]) => [
      name,
      { type: isSwitch === true ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: takesArgument,
    });
    const [argument, ...more] = positionals;
    if (more.length > 0) throw new Error('one argument only');
    return Object.fromEntries(
      Object.entries({ ...values, argument }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, typeof value === 'string' ? value : 'yes']],
      ),
    );
  } catch {
    const typed = args.find((arg) => !known[arg.replace(/^--/, '').replace(/=.*/, '')]) ?? args.at(-1) ?? '';
    throw wrong(command, `„${typed}“ wird nicht verstanden, oder es fehlt ein Wert.`);
  }
}

function wrong(command: CommandName, reason: string): UserError {
  return new UserError(`bergfried ${command}: ${reason}\n\n${commandHelp(command)}`);
}

/** The help of all commands, German. */
export function helpText(): string {
  const names = Object.keys(commands) as CommandName[];
  return [
    'Bergfried – gemeinsames ISMS',
    '',
    'Aufruf: bergfried BEFEHL [Optionen]',
    '',
    ...names.map(commandHelp),
    '',
    'Einstellungen kommen aus der Umgebung (docs/operations.md): PORT, HOST, BERGFRIED_DATA_DIR, DATABASE_OWNER_URL …',
  ].join('\n');
}

function commandHelp(name: CommandName): string {
  const { text, argument, options }: CommandHelp = commands[name];
  const title = argument === undefined ? name : `${name} ${argument}`;
  const lines = Object.entries(options).map(
    ([option, { value, text: meaning, isRequired }]) =>
      `      ${`--${option} ${value}`.padEnd(20)} ${meaning}${isRequired === true ? '' : ' (freiwillig)'}`,
  );
  return [`  ${title.padEnd(16)} ${text}`, ...lines].join('\n');
}
