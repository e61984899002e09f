import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ScopedWork } from '../http/scoped-work.js';
import { FileDelivery } from './file-delivery.js';
import { FileRegister } from './file-register.js';
import { FileStore } from './file-store.js';
import { FileSweep } from './file-sweep.js';
import { UploadGuard } from './upload.guard.js';
import { UploadInterceptor } from './upload.interceptor.js';

/** Files of the process: with uploads and downloads in the api, the store and its register alone in the worker. */
@Module({})
export class FilesModule {
  static forHttp(store: FileStore): DynamicModule {
    return {
      module: FilesModule,
      global: true,
      providers: [
        { provide: FileStore, useValue: store },
        { provide: APP_GUARD, useClass: UploadGuard },
        FileRegister,
        FileDelivery,
        ScopedWork,
        UploadInterceptor,
      ],
      exports: [FileStore, FileRegister, FileDelivery, ScopedWork, UploadInterceptor],
    };
  }

  static forJobs(store: FileStore): DynamicModule {
    return {
      module: FilesModule,
      global: true,
      providers: [{ provide: FileStore, useValue: store }, FileRegister, FileSweep],
      exports: [FileStore, FileRegister, FileSweep],
    };
  }
}
