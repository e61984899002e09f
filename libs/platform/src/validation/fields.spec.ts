import 'reflect-metadata';
import fc from 'fast-check';
import {
  cleanText,
  Choice,
  Choices,
  Day,
  DayOrInstant,
  Email,
  Flag,
  Id,
  Ids,
  Instant,
  Secret,
  Text,
  WholeNumber,
} from './fields.js';
import { InputPipe } from './validation.pipe.js';

const doc = 'test';
const UUID = '0195f000-0000-7001-8000-000000000001';

class Body {
  @Text({ min: 3, max: 5, doc }) text: string;
  @Text({ min: 0, max: 5, optional: true, nullable: true, doc }) note?: string | null;
  @Secret({ min: 4, max: 8, optional: true, doc }) secret?: string;
  @Email({ optional: true, doc }) email?: string;
  @Choice(['a', 'b'], { optional: true, doc }) choice?: string;
  @Instant({ optional: true, doc }) instant?: string;
  @Day({ optional: true, doc }) day?: string;
  @Id({ optional: true, nullable: true, doc }) id?: string | null;
  @Ids({ optional: true, max: 2, doc }) ids?: string[];
  @Flag({ optional: true, doc }) flag?: boolean;
}
class Query {
  @Choices(['a', 'b'], { optional: true, doc }) choices?: string[];
  @WholeNumber({ min: 1, max: 200, optional: true, doc }) limit?: number;
  @DayOrInstant({ optional: true, doc }) asOf?: string;
}

const pipe = new InputPipe();
const body = (value: object): Promise<unknown> =>
  pipe.transform({ text: 'Text', ...value }, { type: 'body', metatype: Body });
const query = (value: unknown): Promise<unknown> => pipe.transform(value, { type: 'query', metatype: Query });
const fault = (pointer: string, code: string) => ({
  key: 'invalid',
  errors: [expect.objectContaining({ pointer, code })],
});

describe('text', () => {
  it.each([
    ['  Text\t', 'Text'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\u0007b\u001b[0m', 'ab[0m'],
    ['a\tb\nc', 'a\tb\nc'],
    ['\u0085Text\u200b', 'Text\u200b'],
    ['halb \ud83c', 'halb \ufffd'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['Łódź 🏰 漢字', 'Łódź 🏰 漢字'],
    ['a\0b', 'a\0b'], // refused afterwards, not stripped
    [7, 7],
    [null, null],
  ])('%j is cleaned to %j', (given, cleaned) => {
    expect(cleanText(given)).toBe(cleaned);
  });

  it('is clean after one time, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const once = cleanText(given) as string;
        expect(cleanText(once)).toBe(once);
        expect(once).not.toMatch(/[\u0001-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is measured in characters, not in halves of them', async () => {
    await expect(body({ text: '🏰🏰🏰🏰🏰' })).resolves.toMatchObject({ text: '🏰🏰🏰🏰🏰' });
    await expect(body({ text: '🏰🏰🏰🏰🏰🏰' })).rejects.toMatchObject(fault('/text', 'length'));
    await expect(body({ text: '🏰🏰' })).rejects.toMatchObject(fault('/text', 'length'));
    await expect(body({ text: '   a   ' })).rejects.toMatchObject(fault('/text', 'length'));
  });

  it.each([
    [undefined, 'required'],
    [null, 'required'],
    [7, 'text'],
    [['Text'], 'text'],
    [{ toString: 'Text' }, 'text'],
    ['ab\0c', 'nul'],
  ])('%j is refused as %s', async (text, code) => {
    await expect(body({ text })).rejects.toMatchObject(fault('/text', code));
  });

  it('may be emptied where null is allowed, and only there', async () => {
    await expect(body({ note: null })).resolves.toMatchObject({ note: null });
    await expect(body({ note: '' })).resolves.toMatchObject({ note: '' });
    await expect(body({ choice: null })).rejects.toMatchObject(fault('/choice', 'required'));
    await expect(body({ id: null })).resolves.toMatchObject({ id: null });
  });
});

describe('values', () => {
  it.each([
    ['email', ' Frau.Ö@Example.ORG ', 'frau.ö@example.org'],
    ['choice', 'b', 'b'],
    ['instant', '2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00+01:00'],
    ['instant', '2026-10-25T02:30Z', '2026-10-25T02:30Z'],
    ['instant', '2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
    ['day', '2024-02-29', '2024-02-29'],
    ['id', UUID, UUID],
    ['ids', [UUID, UUID], [UUID, UUID]],
    ['ids', [], []],
    ['flag', false, false],
    ['secret', ' äöü\t', ' äöü\t'],
  ])('%s takes %j', async (name, given, taken) => {
    await expect(body({ [name]: given })).resolves.toMatchObject({ [name]: taken });
  });

  it.each([
    ['email', 'kein@', 'email'],
    ['email', 'a@b', 'email'],
    ['email', 'a b@example.org', 'email'],
    ['email', '"a"@example.org', 'email'],
    ['email', `${'a'.repeat(250)}@example.org`, 'email'],
    ['choice', 'c', 'choice'],
    ['choice', 'toString', 'choice'],
    ['choice', ['a'], 'choice'],
    ['instant', '2026-10-25', 'instant'],
    ['instant', '2026-10-25T02:30:00', 'instant'], // without a zone it would mean the machine's
    ['instant', '2026-02-30T10:00:00Z', 'instant'],
    ['instant', '2026-10-25T25:00:00Z', 'instant'],
    ['instant', '2026-10-25T10:00:00+99:00', 'instant'],
    ['instant', 1761355800000, 'instant'],
    ['instant', '1999-12-31T23:59:59Z', 'tooOld'],
    ['day', '2026-02-29', 'day'],
    ['day', '2026-13-01', 'day'],
    ['day', '25.10.2026', 'day'],
    ['day', '2026-10-25T00:00:00Z', 'day'],
    ['id', '42', 'id'],
    ['id', `${UUID}'`, 'id'],
    ['ids', [UUID, UUID, UUID], 'list'],
    ['ids', UUID, 'list'],
    ['ids', ['42'], 'id'],
    ['flag', 'true', 'flag'],
    ['flag', 1, 'flag'],
    ['secret', 'abc', 'length'],
    ['secret', 'zu lang dafür', 'length'],
  ])('%s refuses %j as %s', async (name, given, code) => {
    await expect(body({ [name]: given })).rejects.toMatchObject(fault(`/${name}`, code));
  });

  it('says with every fault what is allowed', async () => {
    await expect(body({ text: 'zu lang', choice: 'c' })).rejects.toMatchObject({
      errors: [
        { pointer: '/text', code: 'length', params: { min: 3, max: 5 } },
        { pointer: '/choice', code: 'choice', params: { values: 'a, b' } },
      ],
    });
  });
});

describe('a query', () => {
  it('takes lists and numbers as text', async () => {
    expect(await query({ choices: 'a,b', limit: '50', asOf: '2026-10-25' })).toEqual({
      choices: ['a', 'b'],
      limit: 50,
      asOf: '2026-10-25',
    });
    expect(await query(undefined)).toEqual({});
    expect(await query({ asOf: '2026-10-25T02:30:00Z' })).toEqual({ asOf: '2026-10-25T02:30:00Z' });
  });

  it.each([
    [{ choices: 'a,c' }, '?choices', 'choice'],
    [{ choices: '' }, '?choices', 'choice'],
    [{ choices: { a: 'b' } }, '?choices', 'choice'],
    [{ limit: '0' }, '?limit', 'number'],
    [{ limit: '201' }, '?limit', 'number'],
    [{ limit: '1.5' }, '?limit', 'number'],
    [{ limit: '1e2' }, '?limit', 'number'],
    [{ limit: ['1', '2'] }, '?limit', 'number'],
    [{ asOf: 'gestern' }, '?asOf', 'instant'],
    [{ asOf: '2026-02-30' }, '?asOf', 'instant'],
    [{ page: '1' }, '?page', 'unknown'],
  ])('refuses %j', async (given, pointer, code) => {
    await expect(query(given)).rejects.toMatchObject(fault(pointer, code));
  });
});

describe('unknown fields', () => {
  it.each(['titel', 'a/b', 'a~b', 'toString', 'constructor'])(
    'are refused by name (%s), with a pointer that can be read back',
    async (name) => {
      const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      await expect(body({ [name]: 1 })).rejects.toMatchObject(fault(pointer, 'unknown'));
    },
  );

  it('are each named beside the other faults, and nothing is passed on', async () => {
    await expect(body({ text: 'zu lang', a: 1, b: 2 })).rejects.toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/a' }),
        expect.objectContaining({ pointer: '/b' }),
        expect.objectContaining({ pointer: '/text' }),
      ]),
    });
  });

  it('of a body and of a query at the same time are told apart', async () => {
    const faults = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? body({ limit: 1 }) : query({ text: '1' }))),
    );
    const pointers = faults.map((settled) =>
      settled.status === 'rejected'
        ? (settled.reason as { errors: { pointer: string }[] }).errors[0]?.pointer
        : 'went through',
    );
    expect(pointers).toEqual(Array.from({ length: 20 }, (_, n) => (n % 2 ? '/limit' : '?text')));
  });
});
