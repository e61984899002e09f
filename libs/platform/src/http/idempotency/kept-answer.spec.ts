import { openAnswer, sealAnswer } from './kept-answer.js';

const owner = { tenantId: 't', userId: 'u', key: 'schluessel-1' };
const answer = { status: 201, location: '/x', body: { url: 'https://geheim.example', version: 1 } };

describe('a kept answer', () => {
  it('is opened by its key, and by nothing else', () => {
    const sealed = sealAnswer(owner, answer);
    expect(openAnswer(owner, sealed)).toEqual(answer);
    for (const other of [{ key: 'schluessel-2' }, { userId: 'v' }, { tenantId: 's' }])
      expect(() => openAnswer({ ...owner, ...other }, sealed)).toThrow();
  });

  it('shows nothing of its content, and looks different each time', () => {
    const sealed = sealAnswer(owner, answer);
    expect(sealed.toString('latin1')).not.toContain('geheim');
    expect(sealAnswer(owner, answer).equals(sealed)).toBe(false);
  });

  it('that was changed is noticed', () => {
    const sealed = sealAnswer(owner, answer);
    sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
    expect(() => openAnswer(owner, sealed)).toThrow();
  });
});
