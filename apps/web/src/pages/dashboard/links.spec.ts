import { sampleDashboard } from '../../testing/samples.js';
import { figureLinks, monthLinks } from './links.js';

describe('figureLinks', () => {
  const data = sampleDashboard();

  it('open the list each figure counts', () => {
    const to = figureLinks(data, undefined);
    expect(to.open).toEqual({ sicht: 'standard' });
    expect(to.critical).toEqual({ schwere: ['critical'] });
    expect(to.recent).toEqual({ ansicht: 'alle', von: '2026-10-24', bis: '2026-11-22' });
    expect(to.recentClosed).toMatchObject({ geschlossenVon: '2026-10-24', geschlossenBis: '2026-11-22' });
    expect(to.due).toMatchObject({ nur: 'meldepflichtig', art: 'statutory', endeVon: '2025-11-23' });
  });

  it('carry the cut-off and the member', () => {
    const to = figureLinks(data, '2026-10-31', 'vogelsberg');
    for (const search of Object.values(to)) {
      expect(search).toMatchObject({ asOf: '2026-10-31', kreis: 'vogelsberg' });
    }
  });
});

it('months count from their first to their last day', () => {
  const to = monthLinks('2026-02', undefined);
  expect(to.reported).toEqual({ ansicht: 'alle', von: '2026-02-01', bis: '2026-02-28' });
  expect(to.closed).toEqual({ ansicht: 'alle', geschlossenVon: '2026-02-01', geschlossenBis: '2026-02-28' });
});
