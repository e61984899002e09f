import { AccessResolver, announceChanges } from '@bergfried/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { AccessTraceService } from './access-trace.service.js';
import { DatabaseAccessResolver } from './access.resolver.js';
import { FoundingController } from './founding.controller.js';
import { FoundingService } from './founding.service.js';
import './identity.permissions.js';
import { LanguageController } from './language.controller.js';
import { LinkController } from './link.controller.js';
import { LinkService, PUBLIC_URL } from './link.service.js';
import { OfficeMemberController, TenantMemberController } from './member.controller.js';
import { MemberService } from './member.service.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordResetService } from './password-reset.service.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';
import { OfficeViewController, TenantViewController } from './view.controller.js';
import { ViewService } from './view.service.js';
import { TenantSetupController } from './tenant-setup.controller.js';
import { TenantSetupService } from './tenant-setup.service.js';

announceChanges({ table: 'tenant_member', name: 'member', permission: 'member:read' });
announceChanges({ table: 'tenant_setup', name: 'setup', permission: 'setup:read' });
announceChanges({ table: 'office_member', name: 'member', permission: 'member:manage' });

/** People, sessions, roles, links, and who may open which scope. */
@Module({})
export class IdentityModule {
  static register(publicUrl: string): DynamicModule {
    return {
      module: IdentityModule,
      global: true, // the guard of the platform asks for the AccessResolver everywhere
      controllers: [
        SessionController,
        LanguageController,
        PasswordResetController,
        LinkController,
        FoundingController,
        TenantSetupController,
        TenantMemberController,
        OfficeMemberController,
        TenantViewController,
        OfficeViewController,
      ],
      providers: [
        { provide: AccessResolver, useClass: DatabaseAccessResolver },
        { provide: PUBLIC_URL, useValue: publicUrl },
        SessionService,
        MemberService,
        LinkService,
        FoundingService,
        TenantSetupService,
        PasswordResetService,
        AccessTraceService,
        ViewService,
      ],
      exports: [AccessResolver, SessionService, FoundingService],
    };
  }
}
