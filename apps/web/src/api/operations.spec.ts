import { officeMailFindAll } from '@bergfried/api-client';
import { listMails } from './operations.js';

jest.mock('@bergfried/api-client');

it('asks for all mails without a filter: an empty one is refused', async () => {
  const find = jest.mocked(officeMailFindAll).mockRejectedValue(new Error('not asked here'));
  const office = { kind: 'office', id: 'o1' } as const;
  const { signal } = new AbortController();
  await listMails(office, [], { limit: 50 }, signal).catch(() => undefined);
  expect(find.mock.calls[0]?.[0].query).toEqual({ limit: 50 });
  await listMails(office, ['unclear', 'refused'], { limit: 50 }, signal).catch(() => undefined);
  expect(find.mock.calls[1]?.[0].query).toEqual({ state: 'unclear,refused', limit: 50 });
});
