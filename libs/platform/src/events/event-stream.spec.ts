import fc from 'fast-check';
import { Access } from '../http/access.js';
import type { Change } from './change-feed.js';
import { announceChanges, eventFor, type Hearing } from './event-stream.js';

announceChanges({ table: 'planted', name: 'thing', permission: 'thing:read' });
announceChanges({ table: 'planted_office', name: 'office-thing', permission: 'thing:manage' });

const access = (tenantIds: readonly string[], own: readonly string[] = [], atOffice = false): Access =>
  new Access('user', 'office', 'office', null, [], [], tenantIds, own, new Date(0), atOffice);
const hearing = (read: Access | null, manage: Access | null = null): Hearing =>
  new Map([
    ['thing:read', read],
    ['thing:manage', manage],
  ]);
const CHANGE: Change = {
  table: 'planted',
  op: 'U',
  officeId: null,
  tenantId: 'ost',
  id: 'id',
  version: 3,
  countyOnly: false,
};
const OF_OFFICE: Change = { ...CHANGE, table: 'planted_office', officeId: 'office', tenantId: null };

describe('an event', () => {
  it('carries ids and no content', () => {
    expect(eventFor(hearing(access(['ost'])), CHANGE)).toEqual({
      type: 'thing.updated',
      tenantId: 'ost',
      id: 'id',
      version: 3,
    });
  });

  it.each([
    ['I', 'created'],
    ['U', 'updated'],
    ['D', 'deleted'],
    ['O', 'overdue'],
    ['?', 'updated'],
  ])('of %s is called %s', (op, verb) => {
    expect(eventFor(hearing(access(['ost'])), { ...CHANGE, op })).toMatchObject({ type: `thing.${verb}` });
  });

  it.each([
    ['a table that nobody announced', hearing(access(['ost'])), { ...CHANGE, table: 'other' }],
    ['a right that is missing', hearing(null), CHANGE],
    ['a right that was never asked for', new Map(), CHANGE],
    ['another member', hearing(access(['west'])), CHANGE],
    ['no member at all', hearing(access([])), CHANGE],
    ['a member heard with another right only', hearing(access(['west']), access(['ost'], ['ost'])), CHANGE],
    ['a row for the county only, to the office', hearing(access(['ost'])), { ...CHANGE, countyOnly: true }],
    [
      'a row for the county only, to another county',
      hearing(access(['ost', 'west'], ['west'])),
      { ...CHANGE, countyOnly: true },
    ],
    ['the people of the office, to a member', hearing(null, access(['ost'], ['ost'])), OF_OFFICE],
    [
      'the people of another office',
      hearing(null, access([], [], true)),
      { ...OF_OFFICE, officeId: 'other' },
    ],
  ] as const)('is not heard: %s', (_, heard, change) => {
    expect(eventFor(heard, change)).toBeNull();
  });

  it('is heard by whom it concerns', () => {
    expect(eventFor(hearing(access(['ost'], ['ost'])), { ...CHANGE, countyOnly: true })).not.toBeNull();
    expect(eventFor(hearing(null, access([], [], true)), OF_OFFICE)).toMatchObject({
      type: 'office-thing.updated',
      tenantId: null,
    });
  });

  it('never leaves the members that may be read', () => {
    const ids = fc.subarray(['ost', 'west', 'fern', 'nord']);
    fc.assert(
      fc.property(
        ids,
        ids,
        fc.constantFrom('ost', 'west', 'fern', 'nord'),
        fc.boolean(),
        (readable, own, tenantId, countyOnly) => {
          const event = eventFor(hearing(access(readable, own)), { ...CHANGE, tenantId, countyOnly });
          expect(event !== null).toBe(readable.includes(tenantId) && (!countyOnly || own.includes(tenantId)));
        },
      ),
    );
  });
});
