import { incidentSearch } from '../incidents/incident-search.js';
import { filterText, readView } from './view-search.js';

describe('the filter of a view', () => {
  it('is the same in any order, and the view itself is none', () => {
    const text = filterText({ schwere: ['high', 'low'], ansicht: 'alle', sicht: 'standard' });
    expect(text).toBe('ansicht=alle&schwere=high,low');
    expect(filterText({ ansicht: 'alle', schwere: ['high', 'low'] })).toBe(text);
    expect(filterText({})).toBe('');
  });

  it('opens with what is still valid, and counts what is not', () => {
    const { search, dropped } = readView(
      'ansicht=alle&schwere=high%2Csevere&farbe=rot&von=2026-02-30&q=Brief',
      incidentSearch,
    );
    expect(search).toEqual({ ansicht: 'alle', schwere: ['high'], q: 'Brief' });
    expect(dropped).toBe(3); // a severity, a filter and a day that do not exist
    expect(readView('q=Brief+an+%26', incidentSearch)).toEqual({ search: { q: 'Brief an &' }, dropped: 0 });
  });
});
