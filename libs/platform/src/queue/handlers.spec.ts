import { handlerFaults } from './handlers.js';

describe('handlers', () => {
  it('are complete when each subscriber has one', () => {
    expect(handlerFaults(['a', 'b'], ['b', 'a'])).toEqual([]);
  });

  it('are named when missing, doubled or of nobody', () => {
    expect(handlerFaults(['a', 'b'], ['a', 'a', 'c'])).toEqual([
      'no handler for b',
      'handler for c, which nobody declares',
      'two handlers for a',
    ]);
  });
});
