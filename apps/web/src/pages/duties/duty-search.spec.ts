import { dutySearch, toDutyQuery } from './duty-search.js';

describe('list of clocks', () => {
  it('shows running and overdue ones by default', () => {
    expect(toDutyQuery(dutySearch({}), undefined).state).toEqual(['running', 'overdue']);
  });

  it('shows exactly what the figure "Fristen eingehalten" counts', () => {
    const search = dutySearch({
      zustand: 'alle',
      nur: 'meldepflichtig',
      art: 'statutory',
      endeVon: '2025-11-23',
      endeBis: '2026-11-22',
    });
    expect(toDutyQuery(search, undefined)).toMatchObject({
      state: ['submitted', 'overdue'],
      kind: ['statutory'],
      dueFrom: '2025-11-23',
      dueTo: '2026-11-22',
    });
    expect(toDutyQuery({ nur: 'rechtzeitig' }, undefined)).toMatchObject({
      state: ['submitted'],
      late: 'false',
    });
  });

  it('lets wrong values fall away', () => {
    expect(dutySearch({ zustand: 'läuft', art: 'gesetzlich', asOf: 'heute' })).toEqual({});
  });
});
