import { reportSearch } from './report-search.js';

it('reads the filters of the list of reports, and lets wrong ones fall away', () => {
  expect(reportSearch({ quartal: '2026-Q3', kreis: 'vogelsberg', zustand: 'final,draft' })).toEqual({
    quartal: '2026-Q3',
    kreis: 'vogelsberg',
    zustand: ['draft', 'final'],
  });
  expect(reportSearch({ quartal: '2026-Q5', zustand: 'offen', sicht: 'meine' })).toEqual({});
});
