import fc from 'fast-check';
import { cleanQuery } from './view.query.js';

describe('search parameters of a view', () => {
  it.each([
    ['', ''],
    ['status=reported,triaged&q=Brief an', 'status=reported%2Ctriaged&q=Brief+an'],
    ['?ansicht=alle', 'ansicht=alle'],
    ['q=%3Cscript%3E', 'q=%3Cscript%3E'],
    ['q=<script>', 'q=%3Cscript%3E'],
    ['q=Łódź 😀', 'q=%C5%81%C3%B3d%C5%BA+%F0%9F%98%80'],
    ['q=&ansicht=alle', 'ansicht=alle'],
  ])('keeps %j as %j', (given, kept) => {
    expect(cleanQuery(given)).toBe(kept);
  });

  it('passes over a name without a value: it says nothing', () => {
    expect(cleanQuery('<b>')).toBe('');
  });

  it.each(['a-b=1', '=1', 'q=a&q=b', 'javascript:alert(1)=1', 'q=%00', 'nurText&<i>=1'])(
    'refuses %j',
    (given) => {
      expect(() => cleanQuery(given)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  it('refuses too many and too long, also when only the encoding makes it so', () => {
    const many = Array.from({ length: 41 }, (_, index) => `a${String(index)}=1`).join('&');
    expect(() => cleanQuery(many)).toThrow(expect.objectContaining({ key: 'invalid' }));
    expect(() => cleanQuery(`q=${'ä'.repeat(400)}`)).toThrow(expect.objectContaining({ key: 'invalid' }));
    expect(cleanQuery(`q=${'a'.repeat(1998)}`)).toHaveLength(2000);
  });

  it('is a form of its own: what was cleaned stays as it is, and the database takes it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 20 }))),
        (pairs) => {
          let once: string;
          try {
            once = cleanQuery(new URLSearchParams(pairs).toString());
          } catch {
            return;
          }
          expect(once).toMatch(/^[A-Za-z0-9_.~%&=+*-]*$/);
          expect(cleanQuery(once)).toBe(once);
        },
      ),
    );
  });
});
