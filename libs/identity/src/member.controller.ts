import {
  Caller,
  Exports,
  IfMatch,
  NeedsVersion,
  pageOf,
  RequirePermission,
  RowId,
  type Access,
  type Page,
} from '@bergfried/platform';
import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AccessPeopleResponse, AccessTraceQuery, AccessTraceResponse } from './access-trace.dto.js';
import { ACCESS_EXPORT, MEMBER_EXPORT } from './member.export.js';
import { AccessTraceService } from './access-trace.service.js';
import {
  InvitationResponse,
  InvitedMemberResponse,
  InviteOfficeMemberRequest,
  InviteTenantMemberRequest,
  MemberQuery,
  MemberResponse,
  UpdateOfficeMemberRequest,
  UpdateTenantMemberRequest,
} from './member.dto.js';
import { MemberService } from './member.service.js';

/** People of one member, and what the office read there. */
@ApiTags('members')
@Controller('api/v1/tenants/:tenantId')
export class TenantMemberController {
  constructor(
    private readonly members: MemberService,
    private readonly accesses: AccessTraceService,
  ) {}

  @Get('members')
  @RequirePermission('member:read')
  @Exports(MEMBER_EXPORT)
  @ApiOkResponse({ type: pageOf(MemberResponse) })
  findAll(@Caller() access: Access, @Query() query: MemberQuery): Promise<Page<MemberResponse>> {
    return this.members.findAll(access, query);
  }

  @Post('members')
  @RequirePermission('member:manage')
  @ApiCreatedResponse({ type: InvitedMemberResponse })
  invite(@Caller() access: Access, @Body() body: InviteTenantMemberRequest): Promise<InvitedMemberResponse> {
    return this.members.invite(access, body);
  }

  @Patch('members/:id')
  @RequirePermission('member:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: MemberResponse })
  update(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateTenantMemberRequest,
  ): Promise<MemberResponse> {
    return this.members.update(access, id, version, body);
  }

  @Post('members/:id/deactivation')
  @HttpCode(200)
  @RequirePermission('member:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: MemberResponse })
  deactivate(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
  ): Promise<MemberResponse> {
    return this.members.deactivate(access, id, version);
  }

  @Post('members/:id/invitation')
  @RequirePermission('member:manage')
  @ApiCreatedResponse({ type: InvitationResponse })
  renewInvitation(@Caller() access: Access, @RowId() id: string): Promise<InvitationResponse> {
    return this.members.renewInvitation(access, id);
  }

  @Get('accesses')
  @RequirePermission('access:read')
  @Exports(ACCESS_EXPORT)
  @ApiOkResponse({ type: pageOf(AccessTraceResponse) })
  findAccesses(
    @Caller() access: Access,
    @Query() query: AccessTraceQuery,
  ): Promise<Page<AccessTraceResponse>> {
    return this.accesses.findAll(access, query);
  }

  @Get('accesses/people')
  @RequirePermission('access:read')
  @ApiOkResponse({ type: AccessPeopleResponse })
  async findAccessPeople(@Caller() access: Access): Promise<AccessPeopleResponse> {
    return { items: await this.accesses.findPeople(access) };
  }
}

/** People of the office itself. */
@ApiTags('members')
@Controller('api/v1/offices/:officeId/members')
export class OfficeMemberController {
  constructor(private readonly members: MemberService) {}

  @Get()
  @RequirePermission('member:manage')
  @Exports(MEMBER_EXPORT)
  @ApiOkResponse({ type: pageOf(MemberResponse) })
  findAll(@Caller() access: Access, @Query() query: MemberQuery): Promise<Page<MemberResponse>> {
    return this.members.findAll(access, query);
  }

  @Post()
  @RequirePermission('member:manage')
  @ApiCreatedResponse({ type: InvitedMemberResponse })
  invite(@Caller() access: Access, @Body() body: InviteOfficeMemberRequest): Promise<InvitedMemberResponse> {
    return this.members.invite(access, body);
  }

  @Patch(':id')
  @RequirePermission('member:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: MemberResponse })
  update(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateOfficeMemberRequest,
  ): Promise<MemberResponse> {
    return this.members.update(access, id, version, body);
  }

  @Post(':id/deactivation')
  @HttpCode(200)
  @RequirePermission('member:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: MemberResponse })
  deactivate(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
  ): Promise<MemberResponse> {
    return this.members.deactivate(access, id, version);
  }

  @Post(':id/invitation')
  @RequirePermission('member:manage')
  @ApiCreatedResponse({ type: InvitationResponse })
  renewInvitation(@Caller() access: Access, @RowId() id: string): Promise<InvitationResponse> {
    return this.members.renewInvitation(access, id);
  }
}
