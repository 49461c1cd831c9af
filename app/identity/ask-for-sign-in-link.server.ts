import type { HallwayContext } from '../http/load-context.ts';
import { newSecret, secretSha256, setCookie } from './cookies.server.ts';
import { sealAsked, signInLinkQueue } from './sealed-ask.server.ts';
import { tryFor } from './fair-tries.server.ts';

/** As long as the cookie that binds a link to its browser is kept: a little longer than the link works. */
const askedSeconds = 15 * 60;

/**
 * Somebody asks for a sign-in link to be sent to an address. The answer and the work are the same whether Hallway knows the address or not:
 * one job, whose worker looks it up afterwards. The address waits sealed.
 *
 * Refused as `too-many-tries` when one network address asks for many. An address that was asked for a few times already gets nothing more for a
 * while, silently: a refusal would tell others that somebody is asking.
 *
 * Refused as `mail-absent` where no mail server is set up: a link that waits for one would be too old.
 *
 * @returns a `Set-Cookie` line that binds the link to this browser
 */
export async function askForSignInLink(request: Request, context: HallwayContext, address: string): Promise<{ ok: true; cookie: string } | { ok: false; reason: 'too-many-tries' | 'mail-absent' }> {
  if (!context.config.mail) return { ok: false, reason: 'mail-absent' };
  const counted = await tryFor(request, context, 'link', address);
  if (!counted.ok && counted.limit === 'from') return { ok: false, reason: 'too-many-tries' };
  const secret = newSecret();
  const asked = { address: counted.ok ? address : null, deviceSha256: secretSha256(secret) };
  await context.boss.send(signInLinkQueue, { box: sealAsked(context.config, asked) });
  return { ok: true, cookie: setCookie(context.config, 'asked', secret, askedSeconds) };
}
