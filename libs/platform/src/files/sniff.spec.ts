import { MEDIA_TYPES, sniff } from './sniff.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('what a file is', () => {
  it.each([
    ['json', bytes('{"catalog": {}}')],
    ['json', bytes('\uFEFF\r\n  [1]')],
    ['html', bytes('<!DOCTYPE html><html>')],
    ['html', bytes('  <script>alert(1)</script>')],
    ['html', bytes('<!-- {} --><html>')],
    ['html', bytes('<svg onload=alert(1)>')],
    ['xml', bytes('<?xml version="1.0"?><catalog/>')],
    ['yaml', bytes('---\ncatalog:\n')],
    ['yaml', bytes('catalog:\n  uuid: x')],
    ['text', bytes('Sehr geehrte Damen und Herren')],
    ['empty', bytes('')],
    ['empty', bytes(' \n\t ')],
    ['pdf', bytes('%PDF-1.7\n…')],
    ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['xlsx', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), bytes('…[Content_Types].xml…xl/workbook.xml')])],
    [
      'docx',
      Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), bytes('…[Content_Types].xml…word/document.xml')]),
    ],
    ['zip', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), bytes('readme.txt')])],
    ['unknown', Buffer.from('{"catalog": 1}', 'utf16le')],
    ['unknown', Buffer.from([0x7b, 0xfc, 0x22])],
    ['unknown', Buffer.from([0x4d, 0x5a, 0x90, 0])],
  ] as const)('%s', (kind, content) => {
    expect(sniff(content)).toBe(kind);
  });

  it('forgives a character that the end of the head cuts', () => {
    expect(sniff(bytes('{"ä').subarray(0, 3))).toBe('json');
  });

  it('is served as bytes when a browser could run it', () => {
    expect([MEDIA_TYPES.html, MEDIA_TYPES.xml]).toEqual([
      'application/octet-stream',
      'application/octet-stream',
    ]);
  });
});
