import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Problem } from '../problems/problem.js';
import { UPLOAD } from './upload.rule.js';

/** Forms are for the routes that take a file; everywhere else the body is JSON, so that no form of another site is read. */
@Injectable()
export class UploadGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const takesFile = this.reflector.get<unknown>(UPLOAD, context.getHandler()) !== undefined;
    if (request.is('multipart/form-data') && !takesFile) throw new Problem('media-type');
    return true;
  }
}
