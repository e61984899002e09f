import { QueryFailedError } from 'typeorm';
import { isUnavailable, sqlFailure, violates } from './sql-errors.js';

const failed = (code: string, constraint?: string): QueryFailedError =>
  new QueryFailedError('select 1', [], Object.assign(new Error('sql'), { code, constraint }));

describe('errors of the database', () => {
  it('are told by code and constraint', () => {
    expect(sqlFailure(failed('23505', 'incident_pkey'))).toEqual({
      code: '23505',
      constraint: 'incident_pkey',
    });
    expect(sqlFailure(Object.assign(new Error('raw'), { code: '23505' }))).toEqual({
      code: '23505',
      constraint: undefined,
    });
    expect(violates(failed('23505', 'incident_pkey'), 'incident_pkey')).toBe(true);
    expect(violates(failed('23505', 'other'), 'incident_pkey')).toBe(false);
    expect(violates(failed('23505'), 'incident_pkey')).toBe(false);
  });

  it.each([
    [new Error('x')],
    [Object.assign(new Error('x'), { code: 7 })],
    ['23505'],
    [null],
    [undefined],
    [{}],
  ])('are not seen in %p', (error) => {
    expect(sqlFailure(error)).toBeUndefined();
    expect(violates(error, 'x')).toBe(false);
    expect(isUnavailable(error)).toBe(false);
  });

  it.each(['23505', '42501', '22P02', '40001'])('of the kind %s do not go away by waiting', (code) => {
    expect(isUnavailable(failed(code))).toBe(false);
  });
});
