import { ROUTE_RIGHT, rolesWith, STREAM, type RouteRight } from '@bergfried/platform';
import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One route of the booted application and what it declares. */
export interface Route {
  readonly method: Method;
  /** As Express writes it: `/api/v1/tenants/:tenantId`. */
  readonly path: string;
  /** `METHOD path` */
  readonly key: string;
  /** undefined: declares nothing, and is refused. */
  readonly right: RouteRight | undefined;
  readonly stream: boolean;
  /** Classes of the handler's parameters, among them those of body and query string. */
  readonly parameterClasses: readonly unknown[];
}

/** Every route of every controller that Nest has booted, sorted by path and method. */
export function routesOf(app: INestApplicationContext): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers
    .flatMap(({ metatype }) => {
      const { prototype } = metatype as { prototype: object };
      return scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => routesAt(metatype as object, prototype, name));
    })
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

function routesAt(controller: object, prototype: object, name: string): Route[] {
  const handler = (prototype as Record<string, object>)[name];
  // 'path' and 'method' are the metadata that @Controller, @Get and the like leave.
  const paths: unknown = handler && Reflect.getMetadata('path', handler);
  if (handler === undefined || paths === undefined) return [];
  const method = RequestMethod[Reflect.getMetadata('method', handler) as number] as Method;
  const base = list(Reflect.getMetadata('path', controller));
  return base.flatMap((start) =>
    list(paths).map((end) => {
      const path = `/${[start, end]
        .flatMap((part) => part.split('/'))
        .filter(Boolean)
        .join('/')}`;
      return {
        method,
        path,
        key: `${method} ${path}`,
        right: Reflect.getMetadata(ROUTE_RIGHT, handler) as RouteRight | undefined,
        stream: Reflect.getMetadata(STREAM, handler) === true,
        parameterClasses: Reflect.getMetadata('design:paramtypes', prototype, name) as unknown[],
      };
    }),
  );
}

function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]) as string[];
}

/** One line of the inventory: `METHOD path | right | roles that hold it`. */
export function inventoryLine({ key, right }: Route): string {
  switch (right?.kind) {
    case undefined:
      return `${key} | NOTHING DECLARED | nobody`;
    case 'permission':
      return `${key} | ${right.permission} | ${rolesWith(right.permission).join(' ')}`;
    case 'public':
      return `${key} | public: ${right.reason} | anybody`;
    case 'signed-in':
      return `${key} | signed in: ${right.reason} | every person`;
  }
}

/** Routes that say nothing about who may call them. */
export function undeclared(routes: readonly Route[]): string[] {
  return routes.filter(({ right }) => right === undefined).map(({ key }) => key);
}
