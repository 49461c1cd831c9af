import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { newSecret, readCookie, secretSha256, setCookie } from './cookies.server.ts';
import { linkActor, linkRefusals, type LinkRefusal } from './links.server.ts';

/** The holder of a visit link: who they are in the visit, and which visit. */
export type Visitor = { linkId: string; personId: string; part: 'student' | 'guardian' | 'interpreter'; appointmentId: string };

type VisitContext = Pick<HallwayContext, 'db' | 'config'>;
type Answer<T> = { ok: true; value: T } | { ok: false; reason: LinkRefusal };

/**
 * Binds a visit link to the device before which the person sits; call it from the button of the link's page (POST). Whoever opens the link
 * on another device afterwards is refused (`link-elsewhere`); the same device may open it again.
 *
 * @returns a `Set-Cookie` line; the visit's own page then works through {@link asVisitor}, without the token in its address
 */
export async function bindVisitLink(request: Request, context: VisitContext, token: string): Promise<Answer<{ visitor: Visitor; cookie: string }>> {
  const held = heldIn(request, context);
  const secret = held?.token === token ? held.secret : newSecret();
  return enter(context, token, secret, 'open a visit link', async (_tx, visitor) => ({
    visitor,
    cookie: setCookie(context.config, 'device', `${token}.${secret}`, 12 * 60 * 60),
  }), true);
}

/**
 * Runs `work` as the visitor whose link this device holds. Refused when it holds none, when the link's time is over, or when another device
 * has it.
 */
export async function asVisitor<T>(request: Request, context: VisitContext, purpose: string, work: (tx: Tx, visitor: Visitor) => Promise<T>): Promise<Answer<T>> {
  const held = heldIn(request, context);
  return held ? enter(context, held.token, held.secret, purpose, work, false) : { ok: false, reason: 'link-unknown' };
}

async function enter<T>(
  { db }: VisitContext, token: string, secret: string, purpose: string, work: (tx: Tx, visitor: Visitor) => Promise<T>, mayBind: boolean,
): Promise<Answer<T>> {
  const actor = linkActor('visit', token);
  if (!actor) return { ok: false, reason: 'link-unknown' };
  const device = secretSha256(secret);
  const entered = await refusing(linkRefusals, () => asActor(db, actor, purpose, async (tx) => {
    if (mayBind) {
      await tx.execute(sql`update link set device_sha256 = ${device}, first_opened_at = coalesce(first_opened_at, clock_now())
        where partnership_id = ctx_partnership() and id = ctx_link() and device_sha256 is null`);
    }
    const [visitor] = await tx.execute<Visitor & { mine: boolean }>(sql`
      select id as "linkId", person_id as "personId", part, appointment_id as "appointmentId", coalesce(device_sha256 = ${device}, false) as mine
      from link where partnership_id = ctx_partnership() and id = ctx_link()`);
    if (!visitor?.mine) await tx.execute(sql`select refuse('a_link_stays_with_its_device')`);
    const { mine: _mine, ...who } = visitor as Visitor & { mine: boolean };
    return work(tx, who);
  }));
  return entered.ok ? { ok: true, value: entered.value } : { ok: false, reason: entered.reason };
}

function heldIn(request: Request, { config }: VisitContext): { token: string; secret: string } | null {
  const [token, secret] = (readCookie(request, config, 'device') ?? '').split('.');
  return token && secret ? { token, secret } : null;
}
