import { englishWeb, web } from '@bergfried/texts';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** Attributes that people read or hear. */
const spoken =
  /^(?:aria-label|aria-description|title|placeholder|label|hint|alt|text|caption|error|.*Label)$/;
/** Names and signs that are the same in every language. */
const nameless = new Set(['Bergfried', 'Deutsch', 'English']);

const src = join(__dirname, '..');

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return entry.name === 'testing' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.spec\.|^icon-paths/.test(entry.name) ? [path] : [];
  });
}

const parsed = (name: string, text: string): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX);

const isText = (node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Literal words of an expression that is shown: `a ? 'x' : 'y'`, `'x' + y`, `x y ${z}`; what a call makes is its own. */
function shownWords(expression: ts.Expression | undefined): string[] {
  if (!expression) return [];
  if (isText(expression)) return [expression.text];
  if (ts.isTemplateExpression(expression))
    return [expression.head.text, ...expression.templateSpans.map((span) => span.literal.text)];
  if (ts.isParenthesizedExpression(expression)) return shownWords(expression.expression);
  if (ts.isConditionalExpression(expression))
    return [...shownWords(expression.whenTrue), ...shownWords(expression.whenFalse)];
  if (ts.isBinaryExpression(expression) && /^[+?&|]/.test(expression.operatorToken.getText()))
    return [...shownWords(expression.left), ...shownWords(expression.right)];
  return [];
}

/** Words written into the code instead of the texts. */
function written(file: ts.SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (ts.isJsxText(node)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && spoken.test(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) found.push(node.initializer.text);
      else if (ts.isJsxExpression(node.initializer)) found.push(...shownWords(node.initializer.expression));
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent))
      found.push(...shownWords(node.expression));
    // Whatever it is for, a string with German letters is German.
    if (isText(node) && /[äöüÄÖÜß]/.test(node.text)) found.push(node.text);
    // A single small word is a code.
    if (ts.isPropertyAssignment(node) && spoken.test(node.name.getText()) && isText(node.initializer))
      found.push(node.initializer.text.replace(/^[a-z]+$/, ''));
  });
  return found.filter((text) => /\p{L}{2,}/u.test(text) && !nameless.has(text) && !isKey(text));
}

const areas = new Set(Object.keys(web));
const isKey = (text: string): boolean =>
  /^\w+(?:\.[\w-]+)+$/.test(text) && areas.has(text.split('.')[0] ?? '');

/** Every text by its key; lists count as one. */
function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts as Record<string, unknown>).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? keysOf(value, `${path}${key}.`)
      : [path + key],
  );
}

/** The key that code writes for a text in one of its forms: `_one` by number, `_county` by context. */
const named = (key: string): string => key.replace(/_(?:zero|one|other)$/, '').replace(/_county$/, '');

interface Used {
  /** Keys written in full. */
  keys: Set<string>;
  /** Keys with a part that is known only when it runs. */
  patterns: RegExp[];
  /** Keys given to `t` and `<Trans>`. */
  asked: Map<string, string>;
}

function usedIn(files: readonly ts.SourceFile[]): Used {
  const used: Used = { keys: new Set(), patterns: [], asked: new Map() };
  for (const file of files) {
    walk(file, (node) => {
      if (isText(node) && isKey(node.text)) {
        used.keys.add(node.text);
        const call = node.parent;
        const byCall = ts.isCallExpression(call) && /(?:^|\.)t$/.test(call.expression.getText());
        const byTrans = ts.isJsxAttribute(call) && call.name.getText() === 'i18nKey';
        if (byCall || byTrans) used.asked.set(node.text, file.fileName);
      }
      if (
        ts.isTemplateExpression(node) &&
        /^\w+\./.test(node.head.text) &&
        areas.has(node.head.text.split('.')[0] ?? '')
      ) {
        const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
        const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
        used.patterns.push(new RegExp(`^${escaped.join('[\\w-]+')}$`));
      }
    });
  }
  return used;
}

const files = sources(src).map((path) => parsed(relative(src, path), readFileSync(path, 'utf8')));
const german = keysOf(web);

describe('texts in code', () => {
  it('are looked for where they could hide', () => {
    const page = parsed(
      'page.tsx',
      `<p title="Mehr dazu">Guten Tag, {name} {late ? 'zu spät' : t('common.yes')}
       <Field label={full ? \`Ganz \${x}\` : 'Teil'} hint={t('common.no')} icon="add" /></p>;
       const row = { label: 'Zeile', id: 'zeile' }; throw new Error('für Menschen'); const ok = 'common.yes';`,
    );
    expect(written(page).sort()).toEqual([
      'Ganz ',
      'Guten Tag,',
      'Mehr dazu',
      'Teil',
      'Zeile',
      'für Menschen',
      'zu spät',
      'zu spät',
    ]);
  });

  it('come from the texts, none is written into a component', () => {
    expect(files.length).toBeGreaterThan(150);
    const found = files.flatMap((file) => written(file).map((text) => `${file.fileName}: ${text}`));
    expect(found).toEqual([]);
  });
});

describe('keys', () => {
  const used = usedIn(files);

  it('that code asks for exist', () => {
    const known = new Set(german.map(named));
    const missing = [...used.asked].filter(([key]) => !known.has(key) && !german.includes(key));
    expect(used.asked.size).toBeGreaterThan(300);
    expect(missing).toEqual([]);
  });

  it('with a part that is known only when it runs fit at least one text', () => {
    const empty = used.patterns.filter((pattern) => !german.some((key) => pattern.test(named(key))));
    expect(empty).toEqual([]);
  });

  it('are all used somewhere', () => {
    const unused = german.filter((key) => {
      const name = named(key);
      return (
        !used.keys.has(name) && !used.keys.has(key) && !used.patterns.some((pattern) => pattern.test(name))
      );
    });
    expect(unused).toEqual([]);
  });

  it('are the same in English', () => {
    expect(keysOf(englishWeb).sort()).toEqual([...german].sort());
  });
});
