import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Client, ClientBase, QueryResult } from 'pg';
import {
  DataSource,
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
  type QueryRunner,
} from 'typeorm';
import { sendPipelined, type Statement } from './pipelined-query.js';

/** Runs one parameterised statement and returns its rows. */
export type Query = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/**
 * One open transaction; exactly one of commit and rollback ends it and gives the connection back. BEGIN, and whatever
 * was deferred, travels with the next statement: each message to the server costs more than most statements here.
 */
export class Unit {
  private ended = false;
  private readonly waiting: Statement[];
  private readonly asked: Asked[] = [];

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: ClientBase,
    begin: string,
  ) {
    this.waiting = [{ text: begin, values: [] }];
    // What TypeORM sends by itself (insert, update, find) comes after what waits.
    const send = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    runner.query = (async (...given: unknown[]) => {
      if (this.waiting.length > 0) await this.send();
      return send(...given);
    }) as QueryRunner['query'];
  }

  get manager(): EntityManager {
    if (this.ended) throw new Error('unit of work has ended');
    return this.runner.manager;
  }

  /** What is asked for at the same moment (Promise.all) travels together and fails together. */
  readonly query: Query = <Row>(text: string, values: readonly unknown[] = []) =>
    new Promise<Row[]>((resolve, reject) => {
      if (this.ended) throw new Error('unit of work has ended');
      if (this.asked.length === 0) queueMicrotask(() => void this.sendAsked());
      this.asked.push({ statement: { text, values }, resolve: (rows) => resolve(rows as Row[]), reject });
    });

  /** A statement whose result nobody needs; it is sent before the next one, or with COMMIT, and its error comes up there. */
  defer(sql: string, parameters: readonly unknown[]): void {
    if (this.ended) throw new Error('unit of work has ended');
    this.waiting.push({ text: sql, values: parameters });
  }

  async commit(): Promise<void> {
    if (this.ended) throw new Error('unit of work has ended');
    let answer: QueryResult | undefined;
    try {
      [answer] = await this.send({ text: 'COMMIT', values: [] });
    } catch (error) {
      await this.rollback();
      throw error;
    }
    this.ended = true;
    await this.runner.release();
    // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK and without an error.
    if (answer?.command !== 'COMMIT')
      throw new Error('a statement of this unit of work had failed unnoticed: nothing was written');
  }

  /** Safe to call twice. A client whose ROLLBACK fails is destroyed: TypeORM would hand it back with the tenant still set. */
  async rollback(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.waiting.length = 0;
    try {
      await this.client.query('ROLLBACK');
    } catch {
      await (this.client as Client).end().catch(() => undefined); // the pool drops an ended client on release
    } finally {
      await this.runner.release();
    }
  }

  private async sendAsked(): Promise<void> {
    const asked = this.asked.splice(0);
    try {
      const results = await this.send(...asked.map(({ statement }) => statement));
      for (const [index, { resolve }] of asked.entries()) resolve(rowsOf(results[index]));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  /** What waits and then these, in one message. @returns the results of these */
  private async send(...statements: Statement[]): Promise<QueryResult[]> {
    if (this.runner.isReleased) throw new QueryRunnerAlreadyReleasedError(); // its connection died
    const all = [...this.waiting.splice(0), ...statements];
    const [only, ...more] = all;
    try {
      if (only && more.length === 0) return [await this.client.query(only.text, [...only.values])];
      return (await sendPipelined(this.client, all)).slice(all.length - statements.length);
    } catch (error) {
      const { text = '', values = [] } = all.at(-1) ?? {};
      throw new QueryFailedError(text, [...values], error as Error);
    }
  }
}

/** A question whose answer somebody waits for. */
interface Asked {
  readonly statement: Statement;
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The shape in which TypeORM answers, which callers know. */
function rowsOf(result: QueryResult | undefined): readonly unknown[] {
  if (!result) return [];
  return result.command === 'UPDATE' || result.command === 'DELETE'
    ? [result.rows, result.rowCount]
    : result.rows;
}

const storage = new AsyncLocalStorage<Unit>();

/** The one door to tenant data: a transaction whose context says who reads what. Outside of it every access throws. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes a connection and begins a transaction with its first statement; the caller ends it (the guard opens, the interceptor settles; ADR 0002). */
  async begin(options: { readonly readOnly: boolean }): Promise<Unit> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as ClientBase;
      return new Unit(runner, client, options.readOnly ? 'BEGIN READ ONLY' : 'BEGIN');
    } catch (error) {
      await runner.release();
      throw error;
    }
  }

  /** Runs `work` inside the unit and settles it: commit on success, rollback on any error. */
  async settle<T>(unit: Unit, work: () => Promise<T>): Promise<T> {
    let result: T;
    try {
      result = await storage.run(unit, work);
    } catch (error) {
      await unit.rollback();
      throw error;
    }
    await unit.commit();
    return result;
  }

  /** Begin, open the context, work, commit; joins the unit that is open already. For jobs, streams and the command line. */
  async run<T>(
    options: { readonly readOnly: boolean; readonly open: (query: Query) => Promise<void> },
    work: () => Promise<T>,
  ): Promise<T> {
    if (storage.getStore()) return work();
    const unit = await this.begin(options);
    return this.settle(unit, async () => {
      await options.open(unit.query);
      return work();
    });
  }

  /** @throws Error outside a unit of work */
  get manager(): EntityManager {
    return this.unit.manager;
  }

  /** Parameterised SQL inside the open unit. @throws Error outside a unit of work */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.unit.query<Row>(sql, parameters);
  }

  /** A statement whose result nobody needs, see {@link Unit.defer}. @throws Error outside a unit of work */
  defer(sql: string, parameters: readonly unknown[]): void {
    this.unit.defer(sql, parameters);
  }

  /** Inserts rows of an entity with the next statement, see {@link Unit.defer}. @throws Error outside a unit of work */
  deferInsert<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    rows: QueryDeepPartialEntity<Row> | QueryDeepPartialEntity<Row>[],
  ): void {
    const insert = this.manager.createQueryBuilder().insert().into(entity).values(rows).updateEntity(false);
    this.defer(...insert.getQueryAndParameters());
  }

  private get unit(): Unit {
    const unit = storage.getStore();
    if (!unit) throw new Error('no unit of work is open: tenant data cannot be reached here');
    return unit;
  }
}
