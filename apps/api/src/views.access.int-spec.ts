import { OFFICES, TENANTS } from '@bergfried/testing';
import { body, call, problem } from './testing/call.js';
import { createTestApp, type Agent, type TestApp } from './testing/test-app.js';

interface View {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly isStart: boolean;
  readonly version: number;
}
interface Views {
  readonly items: readonly View[];
  readonly total: number;
}

const OST = `/api/v1/tenants/${TENANTS.ost}/views`;
const ALPHA = `/api/v1/offices/${OFFICES.alpha}/views`;
const UNKNOWN = '0195f000-0000-7999-8999-000000000999';

let test: TestApp;
let coordinator: Agent;
let head: Agent;
let officer: Agent;

beforeAll(async () => {
  test = await createTestApp();
  coordinator = await test.as('coordinator');
  head = await test.as('head');
  officer = await test.as('officer');
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.sql('delete from app.saved_view');
  await test.sql('delete from app.office_saved_view');
});

const save = async (agent: Agent, address: string, view: object = {}): Promise<View> =>
  body<View>(
    await call(agent, 'POST', address, {
      body: { list: 'incidents', name: 'Meine offenen', query: 'status=reported', ...view },
    }),
    201,
  );
const list = async (agent: Agent, address: string): Promise<Views> =>
  body<Views>(await call(agent, 'GET', address), 200);

describe('the views of a person', () => {
  it('are seen, changed and deleted by their owner, and by nobody else of the same member or office', async () => {
    for (const [owner, address, others] of [
      [coordinator, OST, [head, officer]],
      [officer, ALPHA, [await test.as('deputy'), await test.as('officeOperator')]],
    ] as const) {
      const view = await save(owner, address);
      expect((await list(owner, address)).items).toEqual([expect.objectContaining({ id: view.id })]);
      for (const other of others) {
        expect(await list(other, address)).toMatchObject({ items: [], total: 0 });
        for (const id of [view.id, UNKNOWN]) {
          const change = { version: 1, body: { name: 'Fremd' } };
          problem(await call(other, 'PATCH', `${address}/${id}`, change), 404);
          problem(await call(other, 'DELETE', `${address}/${id}`), 404);
        }
      }
      const renamed = await call(owner, 'PATCH', `${address}/${view.id}`, {
        version: 1,
        body: { name: 'Anders' },
      });
      expect(body<View>(renamed, 200)).toMatchObject({ name: 'Anders', query: view.query, version: 2 });
      expect((await call(owner, 'DELETE', `${address}/${view.id}`)).status).toBe(204);
      expect((await list(owner, address)).total).toBe(0);
    }
  });

  it('of the officer in a county are not those in the office, nor in the next county', async () => {
    await save(officer, OST);
    expect((await list(officer, ALPHA)).total).toBe(0);
    expect((await list(officer, OST.replace(TENANTS.ost, TENANTS.west))).total).toBe(0);
    expect((await list(officer, OST)).total).toBe(1);
  });

  it('cannot be kept by a person of a member in the scope of the office', async () => {
    problem(await call(coordinator, 'GET', ALPHA), 403);
  });

  it('leave no trace of a look into the member, no history and no secrets to the worker', async () => {
    await save(officer, OST);
    const { n } = await test.row<{ n: string }>(
      `select (select count(*) from app.access_trace where resource = 'view') + (select count(*) from app.record_version where table_name = 'saved_view') as n`,
    );
    expect(Number(n)).toBe(0);
  });
});

describe('what a view may hold', () => {
  it('refuses a name that is taken in the list, gives it free in another list', async () => {
    const first = await save(coordinator, OST);
    const again = { list: 'incidents', name: first.name, query: '' };
    expect(problem(await call(coordinator, 'POST', OST, { body: again }), 409).title).toBe(
      'Diesen Namen hat schon eine Ihrer Ansichten',
    );
    await save(coordinator, OST, { list: 'duties' });
    const second = await save(coordinator, OST, { name: 'Zweite' });
    const rename = { version: 1, body: { name: first.name } };
    problem(await call(coordinator, 'PATCH', `${OST}/${second.id}`, rename), 409);
    await save(head, OST); // another person may use it
  });

  it('ends at thirty, also when two come at once', async () => {
    for (let number = 1; number <= 29; number += 1)
      await save(coordinator, OST, { name: `Ansicht ${number}` });
    const answers = await Promise.all(
      ['A', 'B', 'C'].map((name) =>
        call(coordinator, 'POST', OST, { body: { list: 'duties', name, query: '' } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused && problem(refused, 422).title).toBe('Sie haben schon 30 Ansichten');
    expect((await list(coordinator, OST)).total).toBe(30);
  });

  it('keeps search parameters, never markup; a name is text as it is', async () => {
    const name = '<script>alert(1)</script> 😀 Łódź';
    const view = await save(coordinator, OST, { name, query: '?q=<img src=x>&status=reported,triaged' });
    expect(view).toMatchObject({ name, query: 'q=%3Cimg+src%3Dx%3E&status=reported%2Ctriaged' });
    for (const query of ['<b>=1', 'a=1&a=2', 'a.b=1', `q=${'ü'.repeat(500)}`, 'x'.repeat(2001)]) {
      const refused = await call(coordinator, 'POST', OST, { body: { list: 'incidents', name: 'X', query } });
      expect(problem(refused, 400).errors).toEqual([expect.objectContaining({ pointer: '/query' })]);
    }
  });

  it('lets a list begin with one view; the next one takes its place', async () => {
    const first = await save(coordinator, OST, { isStart: true });
    const second = await save(coordinator, OST, { name: 'Zweite', isStart: true });
    const other = await save(coordinator, OST, { list: 'duties', isStart: true });
    const starts = async (): Promise<string[]> =>
      (await list(coordinator, OST)).items.filter(({ isStart }) => isStart).map(({ id }) => id);
    expect((await starts()).sort()).toEqual([second.id, other.id].sort());
    const back = { version: 2, body: { isStart: true } };
    expect((await call(coordinator, 'PATCH', `${OST}/${first.id}`, back)).status).toBe(200);
    expect((await starts()).sort()).toEqual([first.id, other.id].sort());
    problem(await call(coordinator, 'PATCH', `${OST}/${first.id}`, back), 412);
    problem(await call(coordinator, 'PATCH', `${OST}/${first.id}`, { body: { isStart: false } }), 428);
  });
});
