// Takes the paths of the icons we use out of @material-symbols/svg-400 (Apache-2.0) and writes src/ui/icon-paths.ts.
// Run it after changing the list: node apps/web/scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Our name → file name of the Material Symbol (rounded). */
const icons = {
  dashboard: 'space_dashboard',
  incident: 'crisis_alert',
  timer: 'timer',
  group: 'group',
  person: 'person',
  personAdd: 'person_add',
  visibility: 'visibility',
  menu: 'menu',
  close: 'close',
  search: 'search',
  add: 'add',
  dark: 'dark_mode',
  light: 'light_mode',
  contrast: 'contrast',
  county: 'account_balance',
  down: 'keyboard_arrow_down',
  left: 'chevron_left',
  right: 'chevron_right',
  arrowUp: 'arrow_upward',
  arrowDown: 'arrow_downward',
  sort: 'unfold_more',
  check: 'check',
  done: 'task_alt',
  error: 'error',
  warning: 'warning',
  info: 'info',
  calendar: 'calendar_month',
  print: 'print',
  logout: 'logout',
  key: 'key',
  copy: 'content_copy',
  history: 'history',
  law: 'gavel',
  lock: 'lock',
  offline: 'cloud_off',
  article: 'article',
  edit: 'edit',
  badge: 'badge',
  bell: 'notifications',
  external: 'open_in_new',
  keyboard: 'keyboard',
  schedule: 'schedule',
  table: 'table_chart',
  chart: 'bar_chart',
  block: 'block',
  list: 'list_alt',
  send: 'send',
  mandate: 'policy',
  restart: 'restart_alt',
  decision: 'fact_check',
  book: 'menu_book',
  upload: 'upload_file',
  download: 'download',
};

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('@material-symbols/svg-400/package.json')), 'rounded');

/** The text of icon-paths.ts for the list above; a spec compares it (--print) with the committed file. */
function render() {
  const rows = Object.entries(icons).map(([name, file]) => {
    const svg = readFileSync(join(folder, `${file}.svg`), 'utf8');
    const path = /<path d="([^"]+)"/.exec(svg)?.[1];
    if (!path) throw new Error(`No path in ${file}.svg`);
    // As Prettier writes it: the value goes to a line of its own, but not behind a name as short as the indent.
    return name.length > 4 ? `  ${name}:\n    '${path}',` : `  ${name}: '${path}',`;
  });
  return [
    '// Made by scripts/icons.mjs from @material-symbols/svg-400 (rounded), Apache-2.0, © Google. Do not edit.',
    '',
    '/** SVG path of each icon, drawn in the view box 0 -960 960 960. */',
    'export const iconPaths = {',
    ...rows,
    '} as const;',
    '',
    '/** Names that `<Icon name>` accepts. */',
    'export type IconName = keyof typeof iconPaths;',
    '',
  ].join('\n');
}

if (process.argv.includes('--print')) process.stdout.write(render());
else writeFileSync(new URL('../src/ui/icon-paths.ts', import.meta.url), render());
