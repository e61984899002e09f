import type { Header } from 'tar-stream';

/** An entry while a tar stream is read; whoever takes it reads it to its end. */
export interface TarEntry extends AsyncIterable<unknown> {
  readonly header: Header;
}

/** The content of an entry. */
export async function* bytesOf(entry: TarEntry): AsyncGenerator<Buffer> {
  for await (const chunk of entry) {
    if (!(chunk instanceof Uint8Array)) throw new Error('a tar entry gives bytes');
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

/** Reads content to its end and forgets it. */
export async function skip(content: AsyncIterable<unknown>): Promise<void> {
  const chunks = content[Symbol.asyncIterator]();
  while ((await chunks.next()).done !== true);
}
