import { mayAskOutside } from './outside-address.ts';
import type { z } from './schema.ts';

const patienceMs = 8_000;
const mostBytes = 256 * 1024;

/**
 * Asks another server for JSON (security check 23): only where {@link mayAskOutside}, no redirect is followed, at most 256 kB, at most eight seconds.
 * Null when it does not answer so; the caller says what that means.
 */
export async function outsideJson<T>(address: string, shape: z.ZodType<T>, headers: Record<string, string> = {}): Promise<T | null> {
  if (!mayAskOutside(address)) return null;
  try {
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(patienceMs), headers: { Accept: 'application/json', ...headers } });
    if (!answer.ok || !answer.body) return null;
    const parts: Uint8Array[] = [];
    const reader = answer.body.getReader();
    for (let bytes = 0, part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      if (bytes > mostBytes) {
        await reader.cancel();
        return null;
      }
      parts.push(part.value);
    }
    return shape.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
