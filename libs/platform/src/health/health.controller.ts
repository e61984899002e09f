import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { Public } from '../http/decorators.js';
import { Drain } from '../http/drain.js';

/** For supervisors and load balancers; says nothing about members. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly dataSource: DataSource,
    private readonly drain: Drain,
  ) {}

  @Get('live')
  @Public('Lebenszeichen für die Überwachung')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public('Bereitschaft für die Überwachung')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.staying(), () => this.database()]);
  }

  /** Down from the moment on that the process is to end. */
  private staying(): HealthIndicatorResult {
    const check = this.indicator.check('process');
    return this.drain.isDraining ? check.down() : check.up();
  }

  private async database(): Promise<HealthIndicatorResult> {
    const check = this.indicator.check('database');
    try {
      await this.dataSource.query('select 1');
      return check.up();
    } catch {
      return check.down();
    }
  }
}
