import { Caller, RequirePermission, type Access } from '@bergfried/platform';
import { Body, Controller, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TasksQuery, TasksResponse, TaskVisitRequest } from './task.dto.js';
import { TaskService } from './task.service.js';

/** "Meine Aufgaben" in one member. */
@ApiTags('tasks')
@Controller('api/v1/tenants/:tenantId/tasks')
export class TaskController {
  constructor(private readonly tasks: TaskService) {}

  @Get()
  @RequirePermission('task:read')
  @ApiOkResponse({ type: TasksResponse })
  read(@Caller() access: Access, @Query() query: TasksQuery): Promise<TasksResponse> {
    return this.tasks.read(access, query.news);
  }

  @Put('visit')
  @HttpCode(204)
  @RequirePermission('task:read')
  @ApiNoContentResponse()
  visit(@Caller() access: Access, @Body() body: TaskVisitRequest): Promise<void> {
    return this.tasks.visit(access, body);
  }
}
