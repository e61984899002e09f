import fc from 'fast-check';
import { attachment, cleanFileName } from './file-name.js';

describe('names of files', () => {
  it.each([
    ['Katalog.json', 'Katalog.json'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['C:\\Users\\x\\Bericht Łódź 💾.pdf', 'Bericht Łódź 💾.pdf'],
    ['bös\u0000e\r\nName.json', 'böseName.json'],
    ['\u202Efdp.exe', 'fdp.exe'],
    ['...', 'Datei'],
    ['', 'Datei'],
    ['<script>alert("x")</script>.json', 'script.json'],
    ['.htaccess', 'htaccess'],
  ])('%j becomes %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('keep their ending when they are cut', () => {
    const kept = cleanFileName(`${'ä'.repeat(500)}.json`);
    expect([...kept]).toHaveLength(150);
    expect(kept).toMatch(/ä\.json$/);
  });

  it('are never a path, never empty, and stay as they are once cleaned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const kept = cleanFileName(given);
        expect(kept).not.toMatch(/[/\\\p{Cc}]|^\.|^$/u);
        expect(cleanFileName(kept)).toBe(kept);
      }),
    );
  });
});

describe('Content-Disposition', () => {
  it('says the name plainly and in full', () => {
    expect(attachment('Prüfung "2026" (ä).json')).toBe(
      `attachment; filename="Prufung _2026_ (a).json"; filename*=UTF-8''Pr%C3%BCfung%20%222026%22%20%28%C3%A4%29.json`,
    );
  });

  it('never breaks out of its header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (given) => {
        expect(attachment(cleanFileName(given))).toMatch(
          /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.!~%#$&+^`|-]*$/,
        );
      }),
    );
  });
});
