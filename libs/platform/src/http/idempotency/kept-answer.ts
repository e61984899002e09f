import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** An answer as it is given again. The ETag follows from the body. */
export interface KeptAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly body: unknown;
}

/** Whose answer it is, and the key that opens it. */
export interface AnswerOwner {
  readonly tenantId: string;
  readonly userId: string;
  readonly key: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

const secretOf = ({ tenantId, userId, key }: AnswerOwner): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, `${tenantId}|${userId}`, 'bergfried idempotency', 32));

/** The answer so that only its Idempotency-Key opens it (AES-256-GCM): nonce, tag, text. */
export function sealAnswer(owner: AnswerOwner, answer: KeptAnswer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secretOf(owner), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** @throws Error when it was sealed with another key or changed */
export function openAnswer(owner: AnswerOwner, sealed: Buffer): KeptAnswer {
  const decipher = createDecipheriv('aes-256-gcm', secretOf(owner), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as KeptAnswer;
}
