import type { IncomingMessage } from 'node:http';
import { Transform, type Readable } from 'node:stream';

/** A body went over its path's limit; answered with 413. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * The body of `req`, failing with {@link BodyTooLarge} as soon as more than `limitBytes` have come, whatever its headers promised.
 * `onTooMuch` hears of it as well: a page may turn the failure into an answer of its own.
 */
export function limited(req: IncomingMessage, limitBytes: number, onTooMuch: () => void): Readable {
  let seenBytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seenBytes += chunk.length;
      if (seenBytes <= limitBytes) return done(null, chunk);
      onTooMuch();
      done(new BodyTooLarge());
    },
  });
  req.once('error', (error) => counting.destroy(error));
  return req.pipe(counting);
}

/** Whether the request says beforehand that its body is larger than `limitBytes`. */
export function announcesTooMuch(req: IncomingMessage, limitBytes: number): boolean {
  return Number(req.headers['content-length'] ?? 0) > limitBytes;
}
