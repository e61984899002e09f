import { incidentSearch, inView, toIncidentQuery } from './incident-search.js';

describe('incidentSearch', () => {
  it('lets wrong values fall away, so that an old link still opens the list', () => {
    expect(incidentSearch({ ansicht: 'neu', schwere: 'sehr', von: '2026-13-01', sort: 'titel' })).toEqual({});
  });

  it('shows all incidents when the link asks for closed ones', () => {
    expect(incidentSearch({ status: 'closed' })).toEqual({ ansicht: 'alle', status: ['closed'] });
    expect(incidentSearch({ geschlossenVon: '2026-11-01' }).ansicht).toBe('alle');
  });
});

describe('toIncidentQuery', () => {
  it('asks for open statuses by default: the list of the figure "offene Vorfälle"', () => {
    expect(toIncidentQuery({}, undefined)).toMatchObject({
      status: ['reported', 'triaged', 'contained', 'eradicated', 'recovered'],
      sort: '-detectedAt',
    });
  });

  it('asks for running clocks in their view, overdue included', () => {
    expect(toIncidentQuery({ ansicht: 'frist' }, undefined)).toMatchObject({
      duty: 'running',
      status: undefined,
    });
  });

  it('hands on periods, member and cut-off', () => {
    const search = { ansicht: 'alle', von: '2026-11-01', bis: '2026-11-30', asOf: '2026-12-01' } as const;
    expect(toIncidentQuery(search, 't1')).toMatchObject({
      tenantId: 't1',
      detectedFrom: '2026-11-01',
      detectedTo: '2026-11-30',
      asOf: '2026-12-01',
      status: undefined,
    });
  });
});

describe('inView', () => {
  it('keeps filters and drops a status that cannot occur there', () => {
    const search = { ansicht: 'alle', status: ['closed', 'reported'], q: 'Brief' } as const;
    expect(inView({ ...search, status: [...search.status] }, 'offen')).toEqual({
      q: 'Brief',
      status: ['reported'],
    });
    expect(inView({ ansicht: 'alle', status: ['closed'] }, 'offen')).toEqual({});
  });
});
