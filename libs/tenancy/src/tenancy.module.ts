import { announceChanges } from '@bergfried/platform';
import { Module } from '@nestjs/common';
import { LegalEntityService } from './legal-entity.service.js';
import { MandateService } from './mandate.service.js';
import { OfficeController } from './office.controller.js';
import { OfficeService } from './office.service.js';
import './tenancy.permissions.js';
import { TenantController } from './tenant.controller.js';
import { TenantFoundingService } from './tenant-founding.service.js';
import { TenantService } from './tenant.service.js';

announceChanges({ table: 'tenant', name: 'tenant', permission: 'tenant:read' });
announceChanges({ table: 'legal_entity', name: 'legal-entity', permission: 'tenant:read' });
announceChanges({ table: 'mandate', name: 'mandate', permission: 'mandate:read' });

/** Offices, members, organisations and mandates. */
@Module({
  controllers: [OfficeController, TenantController],
  providers: [OfficeService, TenantService, TenantFoundingService, LegalEntityService, MandateService],
  exports: [OfficeService, TenantService, MandateService],
})
export class TenancyModule {}
