// Control characters without tab and line feed; carriage returns become line feeds before.
const CONTROLS = new RegExp('[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]', 'g');

/** The text as the database can hold it and a page can show it: no half characters, no control characters, one kind of line end. */
export function printable(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}

/** A printable text of at most `max` UTF-16 units; what was cut ends with an ellipsis, never within a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return printable(text);
  const end = max - 1;
  // The second half of a pair would be left out, so its first half goes too.
  const last = text.charCodeAt(end - 1);
  return `${printable(text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end))}…`;
}
