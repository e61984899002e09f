import { Injectable, SetMetadata, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { InputPipe } from '../../validation/validation.pipe.js';
import type { Access } from '../access.js';
import type { Page, PageQuery } from '../paging.js';
import { allExports, type ExportDeclaration } from './export-columns.js';

const SOURCE = 'bergfried:list-source';

interface Marked {
  readonly declaration: ExportDeclaration;
  readonly query: Type<PageQuery>;
}

/** A list as the worker reads it. */
export interface FoundSource {
  readonly declaration: ExportDeclaration;
  /** One page. @throws Problem 400 for a query that the interface would refuse */
  read(access: Access, query: Readonly<Record<string, unknown>>): Promise<Page<object>>;
}

/** The method `(access, query)` answers the rows of this list, in the worker too; `query` checks its filter. */
export const ListSource = <Item>(
  declaration: ExportDeclaration<Item>,
  query: Type<PageQuery>,
): MethodDecorator => SetMetadata(SOURCE, { declaration, query });

/** Finds the lists of this process; refuses to run when one that grows has no source. */
@Injectable()
export class ListSources implements OnModuleInit {
  private readonly sources = new Map<string, FoundSource>();
  private readonly pipe = new InputPipe();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error naming the lists without a source */
  onModuleInit(): void {
    for (const instance of new Set(
      this.discovery.getProviders().map((provider) => provider.instance as unknown),
    )) {
      if (typeof instance !== 'object' || instance === null) continue;
      const methods = instance as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object | null)) {
        const method = methods[name];
        const marked =
          typeof method === 'function' ? this.reflector.get<Marked | undefined>(SOURCE, method) : undefined;
        if (!marked || typeof method !== 'function') continue;
        this.sources.set(marked.declaration.list, {
          declaration: marked.declaration,
          read: async (access, query) => {
            const checked = await this.pipe.transform(query, { type: 'query', metatype: marked.query });
            return (await Reflect.apply(method, instance, [access, checked])) as Page<object>;
          },
        });
      }
    }
    const missing = allExports().filter(({ grows, list }) => grows && !this.sources.has(list));
    if (missing.length > 0)
      throw new Error(`lists cannot be exported: no source of ${missing.map(({ list }) => list).join(', ')}`);
  }

  find(list: string): FoundSource | undefined {
    return this.sources.get(list);
  }
}
