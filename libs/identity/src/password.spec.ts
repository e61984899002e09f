import { hashPassword, verifyPassword } from './password.js';

describe('passwords', () => {
  it('are kept as argon2id with the parameters of OWASP, a new salt each', async () => {
    const [one, other] = [await hashPassword('Geheim-4711!'), await hashPassword('Geheim-4711!')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(one).not.toContain('Geheim');
  });

  it('are compared whole, by their characters', async () => {
    const hash = await hashPassword('Straße-ÄÖÜ-🏰');
    expect(await verifyPassword(hash, 'Straße-ÄÖÜ-🏰')).toBe(true);
    for (const wrong of ['', 'Straße-ÄÖÜ-', 'Strasse-ÄÖÜ-🏰', 'straße-äöü-🏰', 'Straße-ÄÖÜ-🏰 '])
      expect(await verifyPassword(hash, wrong)).toBe(false);
  });

  it('never fit where there is no hash, not even the decoy', async () => {
    expect(await verifyPassword(undefined, 'no such person')).toBe(false);
    expect(await verifyPassword(undefined, '')).toBe(false);
  });
});
