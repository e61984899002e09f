import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

/** Runs one parameterised statement and returns its rows. */
export type Query = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** One open transaction; exactly one of commit and rollback ends it and gives the connection back. */
export class Unit {
  private ended = false;

  constructor(private readonly runner: QueryRunner) {}

  get manager(): EntityManager {
    if (this.ended) throw new Error('unit of work has ended');
    return this.runner.manager;
  }

  readonly query: Query = async <Row>(sql: string, parameters?: readonly unknown[]) =>
    this.manager.query<Row[]>(sql, parameters === undefined ? undefined : [...parameters]);

  async commit(): Promise<void> {
    if (this.ended) throw new Error('unit of work has ended');
    let answer: { command: string };
    try {
      const client = (await this.runner.connect()) as { query(sql: string): Promise<{ command: string }> };
      answer = await client.query('COMMIT');
    } catch (error) {
      await this.rollback();
      throw error;
    }
    this.ended = true;
    await this.runner.release();
    // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK and without an error.
    if (answer.command !== 'COMMIT')
      throw new Error('a statement of this unit of work had failed unnoticed: nothing was written');
  }

  /** Safe to call twice. A client whose ROLLBACK fails is destroyed: TypeORM would hand it back with the tenant still set. */
  async rollback(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    try {
      await this.runner.query('ROLLBACK');
    } catch {
      const client = (await this.runner.connect()) as { end(): Promise<void> };
      await client.end().catch(() => undefined); // the pool drops an ended client on release
    } finally {
      await this.runner.release();
    }
  }
}

const storage = new AsyncLocalStorage<Unit>();

/** The one door to tenant data: a transaction whose context says who reads what. Outside of it every access throws. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Begins a transaction; the caller ends it (the guard opens, the interceptor settles; ADR 0002). */
  async begin(options: { readonly readOnly: boolean }): Promise<Unit> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query(options.readOnly ? 'BEGIN READ ONLY' : 'BEGIN');
    } catch (error) {
      await runner.release();
      throw error;
    }
    return new Unit(runner);
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
    const unit = storage.getStore();
    if (!unit) throw new Error('no unit of work is open: tenant data cannot be reached here');
    return unit.manager;
  }

  /** Parameterised SQL inside the open unit. @throws Error outside a unit of work */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query<Row[]>(sql, [...parameters]);
  }
}
