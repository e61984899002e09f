import { hashOfFoundingCode, newFoundingCode } from './founding-code.js';

describe('the one-time code', () => {
  it('has a hundred bits, in letters and digits nobody mixes up', () => {
    const codes = Array.from({ length: 200 }, newFoundingCode);
    for (const code of codes) expect(code).toMatch(/^([a-km-np-z2-9]{4}-){4}[a-km-np-z2-9]{4}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('is the same code in any case and with any separator', () => {
    const hash = hashOfFoundingCode('abcd-efgh-jkmn-pqrs-2345');
    expect(hashOfFoundingCode(' ABCD EFGH JKMN PQRS 2345 ')).toEqual(hash);
    expect(hashOfFoundingCode('abcdefghjkmnpqrs2345')).toEqual(hash);
    expect(hashOfFoundingCode('abcd-efgh-jkmn-pqrs-2346')).not.toEqual(hash);
  });
});
