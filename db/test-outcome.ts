import type { SQL } from 'drizzle-orm';
import { asActor, type Actor } from './as-actor.server.ts';
import { refusalIn } from './refusals.server.ts';
import type { TestDatabase } from './test-database.ts';

/** What came of statements in one transaction: how many rows the last one touched or found, the promise that refused, or `not theirs` (no right to it). */
export async function outcomeOf(t: TestDatabase, actor: Actor, ...statements: SQL[]): Promise<number | string> {
  return asActor<number | string>(t.app, actor, 'test', async (tx) => {
    let touched = 0;
    for (const statement of statements) touched = (await tx.execute(statement)).count;
    return touched;
  }).catch((error: unknown) => {
    const refusal = refusalIn(error)?.promise;
    if (refusal) return refusal;
    if (/permission denied|row-level security/.test(String((error as Error).cause))) return 'not theirs';
    throw error;
  });
}
