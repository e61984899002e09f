import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { UserError } from '../user-error.js';

/** First bytes of an encrypted archive. */
export const MAGIC = Buffer.from('BERGFRIED-VERSCHLUESSELT-1\n');
const SALT = 16;
const TAG = 16;
/** Bytes in the clear of one frame: what is held in memory, and decrypted before it is known to be genuine. */
const FRAME = 65_536;
const LAST = 0x8000_0000;

// 128 MB and about half a second for each guess (RFC 7914)
function keyOf(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase, salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 });
}

/**
 * Encrypts a stream with AES-256-GCM, frame by frame: length (the highest bit marks the last frame), text, tag. The nonce
 * is the frame's number, for the key belongs to this one file by its salt. So no frame can be changed, moved or left out.
 */
export function encrypt(passphrase: string): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    const salt = randomBytes(SALT);
    const key = keyOf(passphrase, salt);
    yield Buffer.concat([MAGIC, salt]);
    let number = 0;
    const seal = (text: Buffer, isLast: boolean): Buffer => {
      const head = Buffer.alloc(4);
      head.writeUInt32BE((text.length | (isLast ? LAST : 0)) >>> 0);
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number++)).setAAD(head);
      return Buffer.concat([head, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    };
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of source) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length > FRAME) {
        yield seal(rest.subarray(0, FRAME), false);
        rest = rest.subarray(FRAME);
      }
    }
    yield seal(rest, true);
  };
}

/** The other way. The stream fails with a UserError for a wrong passphrase, and for anything that was changed or cut off. */
export function decrypt(passphrase: string): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    const reader = new ByteReader(source);
    const begin = await reader.take(MAGIC.length + SALT);
    if (!begin.subarray(0, MAGIC.length).equals(MAGIC)) throw cutOff();
    const key = keyOf(passphrase, begin.subarray(MAGIC.length));
    for (let number = 0; ; number++) {
      const head = await reader.take(4);
      const word = head.readUInt32BE();
      const isLast = word >= LAST;
      const length = isLast ? word - LAST : word;
      if (length > FRAME) throw changed(number);
      const body = await reader.take(length + TAG);
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(head);
      decipher.setAuthTag(body.subarray(length));
      const text = decipher.update(body.subarray(0, length));
      try {
        decipher.final();
      } catch {
        throw changed(number);
      }
      yield text;
      if (!isLast) continue;
      if (!(await reader.isAtEnd())) throw changed(number + 1);
      return;
    }
  };
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

function changed(frame: number): UserError {
  return new UserError(
    frame === 0
      ? 'Die Sicherung lässt sich nicht entschlüsseln: Das Kennwort passt nicht, oder die Datei ist beschädigt.'
      : 'Die verschlüsselte Sicherung wurde verändert oder ist beschädigt.',
  );
}

function cutOff(): UserError {
  return new UserError('Die verschlüsselte Sicherung ist unvollständig (abgeschnitten).');
}

class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer> {
    while (this.rest.length < length) if (!(await this.more())) throw cutOff();
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return taken;
  }

  async isAtEnd(): Promise<boolean> {
    while (this.rest.length === 0) if (!(await this.more())) return true;
    return false;
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next();
    if (next.done === true) return false;
    this.rest = Buffer.concat([this.rest, next.value]);
    return true;
  }
}
