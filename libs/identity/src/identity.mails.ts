import {
  HandlesJob,
  InstallationKey,
  MailDispatch,
  toMailPerson,
  UnitOfWork,
  type MailPersonRow,
  type MailPlan,
  type SystemJob,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { hashOfToken } from './link.token.js';

/**
 * Mails with a link without an account. The token is made from the name of the job and the secret of the installation: a
 * repeated try sends the same link, and no token stands in the database.
 */
@Injectable()
export class IdentityMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailDispatch,
    private readonly key: InstallationKey,
  ) {}

  @HandlesJob('mail-invitation')
  async invite(job: SystemJob): Promise<void> {
    const token = this.key.tokenFor(job.id);
    await this.mails.send(job, async (): Promise<MailPlan> => {
      // Nobody, when the invitation was used or renewed meanwhile.
      const people = await this.unitOfWork.query<MailPersonRow>(
        'select * from auth.add_mailed_link($1, $2)',
        [hashOfToken(token), Buffer.from(job.payload('linkHash'), 'hex')],
      );
      const [office] = await this.unitOfWork.query<{ name: string }>(
        'select name from app.office where office_id = $1',
        [job.data.officeId],
      );
      return {
        kind: 'invitation',
        // The name is the inviter's word until the person has accepted: in a mail it could say anything, a link too.
        people: people.map((person) => ({ ...toMailPerson(person), name: '' })),
        path: `/m/${token}`,
        params: () => ({ office: office?.name ?? '' }),
      };
    });
    await job.finish(async () => undefined);
  }

  @HandlesJob('mail-password-reset')
  async resetPassword(job: SystemJob): Promise<void> {
    const token = this.key.tokenFor(job.id);
    await this.mails.send(job, async (): Promise<MailPlan> => {
      const people = await this.unitOfWork.query<MailPersonRow>(
        'select * from auth.create_reset_link($1, $2)',
        [hashOfToken(token), job.payload('userId')],
      );
      return {
        kind: 'password-reset',
        people: people.map(toMailPerson),
        path: `/m/${token}`,
        params: () => ({}),
      };
    });
    await job.finish(async () => undefined);
  }
}
