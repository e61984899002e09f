import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { FolderTransport } from './folder-transport.js';
import { MAIL_ADDRESSES, MailDispatch, type MailAddresses } from './mail-dispatch.js';
import { SmtpTransport } from './smtp-transport.js';
import { MailTransport } from './transport.js';

/** What mails need to know of the settings. */
export interface MailOptions {
  /** Undefined: mails become files in `mail` below the data folder. */
  readonly smtpUrl: string | undefined;
  readonly dataDir: string;
  readonly publicUrl: string;
  /** Undefined: `bergfried@` and the host of the public address. */
  readonly from: string | undefined;
}

/** Mail for the worker: one transport, one dispatch that sends nothing twice. */
@Module({})
export class MailModule {
  static forWorker(options: MailOptions): DynamicModule {
    const { hostname } = new URL(options.publicUrl);
    const addresses: MailAddresses = {
      from: options.from ?? `bergfried@${hostname}`,
      publicUrl: options.publicUrl,
    };
    const transport =
      options.smtpUrl === undefined
        ? new FolderTransport(join(options.dataDir, 'mail'))
        : new SmtpTransport(options.smtpUrl, hostname);
    return {
      module: MailModule,
      global: true,
      providers: [
        { provide: MailTransport, useValue: transport },
        { provide: MAIL_ADDRESSES, useValue: addresses },
        MailDispatch,
      ],
      exports: [MailDispatch],
    };
  }
}
