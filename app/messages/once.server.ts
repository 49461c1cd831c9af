import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { canonicalJson, type Json } from '../audit/canonical-json.ts';

/** A request that must have one effect however often it arrives: a double click, a retry after a broken line, a webhook sent again. */
export type Request = {
  /** Made by who asks, once per intention (a hidden field of the form): 8 to 200 letters. */
  key: string;
  /** What is asked, as in the permissions table. */
  action: string;
  /** What was sent, parsed: tells a repeated request from another one that took the same key. */
  body: Json;
};

export type KeyReused = { ok: false; reason: 'key-reused' };

/**
 * Does the work of a request once per actor and key, and gives every repetition the first one's answer. Of several at the same moment one works and the
 * others wait for it. The key, the answer and the work commit together; a refusal (`ok: false`) undoes the work and leaves no key behind, so that the
 * same form may be sent again.
 *
 * @returns the answer of `work`, or `key-reused` when the key came before with something else in it (then nothing was done)
 */
export async function once<A extends { ok: boolean }>(tx: Tx, request: Request, work: (tx: Tx) => Promise<A>): Promise<A | KeyReused> {
  const sha256 = createHash('sha256').update(canonicalJson({ action: request.action, body: request.body })).digest();
  try {
    return await tx.transaction(async (inner) => {
      const { count } = await inner.execute(sql`insert into idempotency (partnership_id, actor_id, key, body_sha256)
        values (ctx_partnership(), coalesce(ctx_person(), ctx_kiosk(), ctx_partnership()), ${request.key}, ${sha256}) on conflict do nothing`);
      if (count === 0) return answerBefore<A>(inner, request.key, sha256);
      const answer = await work(inner);
      if (!answer.ok) throw new Undone(answer);
      await inner.execute(sql`update idempotency set answer = ${JSON.stringify(answer)}::jsonb where ${mine(request.key)}`);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer as A;
    throw error;
  }
}

async function answerBefore<A>(tx: Tx, key: string, sha256: Buffer): Promise<A | KeyReused> {
  const [before] = await tx.execute<{ same: boolean; answer: A }>(sql`select body_sha256 = ${sha256} as same, answer from idempotency where ${mine(key)}`);
  if (before === undefined) throw new Error('A request was both known and unknown.');
  return before.same ? before.answer : { ok: false, reason: 'key-reused' };
}

const mine = (key: string) => sql`partnership_id = ctx_partnership() and actor_id = coalesce(ctx_person(), ctx_kiosk(), ctx_partnership()) and key = ${key}`;

/** Carries a refusal out of the savepoint that it rolls back. */
class Undone extends Error {
  readonly answer: { ok: boolean };
  constructor(answer: { ok: boolean }) {
    super('undone');
    this.answer = answer;
  }
}
