import { sampleIncident } from '../../testing/samples.js';
import { changedFacts, factsOf, toPatch } from './facts.js';

const before = factsOf(sampleIncident());

describe('facts', () => {
  it('count equal moments as unchanged, however they are written', () => {
    expect(changedFacts(before, { ...before, detectedAt: '2026-11-20T09:00:00+01:00' })).toEqual([]);
    expect(changedFacts(before, { ...before, severity: 'high' })).toEqual(['severity']);
  });

  it('send only what was changed', () => {
    expect(toPatch(before, { ...before, title: ' Neuer Titel ', socialData: true }, '')).toEqual({
      title: 'Neuer Titel',
      socialData: true,
    });
  });

  it('send null for what was emptied, and the reason with a moved "Kenntnis"', () => {
    const described = { ...before, description: 'Text' };
    expect(toPatch(described, { ...described, description: '' }, '')).toEqual({ description: null });
    const moved = { ...before, awareAt: '2026-11-20T10:00:00.000Z' };
    expect(toPatch(before, moved, ' Anruf der Schule ')).toEqual({
      awareAt: '2026-11-20T10:00:00.000Z',
      awareReason: 'Anruf der Schule',
    });
  });
});
