import { PlatformModule } from '@bergfried/platform';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { TestUnits } from './units.js';

class ServicesUnderTest {}

/**
 * The services of some modules, wired by Nest as in the product but without HTTP; take them with `.get(Service)`.
 * They work inside `units.as(…)`. Closing the context ends the pool of the units.
 */
export function createServices(
  units: TestUnits,
  modules: readonly (Type | DynamicModule)[],
): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(
    { module: ServicesUnderTest, imports: [PlatformModule.forJobs(units.dataSource), ...modules] },
    { logger: false, abortOnError: false },
  );
}
