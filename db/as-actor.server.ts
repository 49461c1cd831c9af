import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Database, Tx } from './connect.server.ts';

/** On whose behalf a transaction runs. Each kind enters through its own gate, which checks it and states the context. */
export type Actor =
  | { kind: 'person'; personId: string }
  | { kind: 'member'; personId: string; membershipId: string }
  | { kind: 'guardian'; personId: string; partnershipId: string }
  | { kind: 'for-guardian'; personId: string; partnershipId: string; studentId: string }
  | { kind: 'link'; link: 'invitation' | 'visit'; tokenSha256: Buffer }
  | { kind: 'kiosk'; secretSha256: Buffer }
  | { kind: 'job'; partnershipId: string }
  | { kind: 'webhook'; roomName: string }
  | { kind: 'founder'; codeSha256: Buffer; partnership: NewPartnership };

/** The first partnership of an installation, as its founder names it. */
export interface NewPartnership {
  id: string;
  name: string;
  /** IANA name. */
  zone: string;
  language: string;
}

/**
 * The one door to the data: a transaction that first states who is asking and what for, through a gate that may refuse
 * (`a_member_acts_under_a_current_membership`, `a_link_ends_in_time`, …; see `refusalIn`). Without it row-level security shows no rows.
 *
 * @param purpose a short code kept in the audit trail, for example `referral.read`
 * @param work what to do; throw to roll back
 */
export function asActor<T>(db: Database, actor: Actor, purpose: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    const entered = await tx.execute<{ entered: unknown }>(entrance(actor, purpose));
    if (actor.kind === 'webhook' && entered[0]?.entered === false) throw new UnknownRoom();
    return work(tx);
  });
}

/** A webhook names a room that no visit has. */
export class UnknownRoom extends Error {
  override name = 'UnknownRoom';
}

function entrance(actor: Actor, purpose: string): SQL {
  switch (actor.kind) {
    case 'person':
      return sql`select gate.enter_as_person(${actor.personId}::uuid)`;
    case 'member':
      return sql`select gate.enter_as_member(${actor.personId}::uuid, ${actor.membershipId}::uuid, ${purpose})`;
    case 'guardian':
      return sql`select gate.enter_as_guardian(${actor.personId}::uuid, ${actor.partnershipId}::uuid, ${purpose})`;
    case 'for-guardian':
      return sql`select gate.enter_for_guardian(${actor.personId}::uuid, ${actor.partnershipId}::uuid, ${actor.studentId}::uuid, ${purpose})`;
    case 'link':
      return sql`select gate.enter_by_link(${actor.tokenSha256}, ${actor.link}, ${purpose})`;
    case 'kiosk':
      return sql`select gate.enter_as_kiosk(${actor.secretSha256}, ${purpose})`;
    case 'job':
      return sql`select gate.enter_as_job(${actor.partnershipId}::uuid, ${purpose})`;
    case 'webhook':
      return sql`select gate.enter_as_webhook(${actor.roomName}, ${purpose}) as entered`;
    case 'founder': {
      const { id, name, zone, language } = actor.partnership;
      return sql`select gate.found_partnership(${actor.codeSha256}, ${id}::uuid, ${name}, ${zone}, ${language})`;
    }
  }
}

/** Now, as the database sees it: the same instant throughout the transaction, moved with the demo's clock. */
export async function nowOf(tx: Tx): Promise<Temporal.Instant> {
  const [row] = await tx.execute<{ now: string }>(sql`select to_json(clock_now()) #>> '{}' as now`);
  if (!row) throw new Error('clock_now() gave no row');
  return Temporal.Instant.from(row.now);
}

/** States why a referral moves (a code), for the step that the database writes. */
export async function giveReason(tx: Tx, reason: string): Promise<void> {
  await tx.execute(sql`select set_config('app.reason', ${reason}, true)`);
}

export interface Context {
  partnershipId: string;
  personId: string | null;
  membershipId: string | null;
  organisationId: string | null;
  appointmentId: string | null;
  kioskId: string | null;
  linkId: string | null;
  /** The one child it is about, while the product acts for a guardian. */
  forStudentId: string | null;
  role: string;
  purpose: string;
}

const stated = sql`jsonb_build_object(
    'partnershipId', ctx_partnership(), 'personId', ctx_person(), 'membershipId', ctx_membership(), 'organisationId', ctx_organisation(),
    'appointmentId', ctx_appointment(), 'kioskId', ctx_kiosk(), 'linkId', ctx_link(), 'forStudentId', ctx_for_student(), 'role', ctx_role(), 'purpose', nullif(current_setting('app.purpose', true), ''))`;

/** The context that the gate stated for this transaction. */
export async function contextOf(tx: Tx): Promise<Context> {
  return (await contextAndNow(tx)).context;
}

/** Both in one question. */
export async function contextAndNow(tx: Tx): Promise<{ context: Context; now: Temporal.Instant }> {
  const [row] = await tx.execute<{ context: Context; now: string }>(sql`select ${stated} as context, to_json(clock_now()) #>> '{}' as now`);
  if (!row) throw new Error('no context');
  return { context: row.context, now: Temporal.Instant.from(row.now) };
}
