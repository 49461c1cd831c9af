import path from 'node:path';
import postgres from 'postgres';
import type { KeysOf } from './keys-of.ts';

/**
 * After the database has begun a new era (a copy of it was brought back, by whatever means): makes known to it which messages went out in the time it does
 * not know, and writes into each trail what happened. Both in one transaction, before the portal serves; once an era.
 *
 * @param folder the data folder: the journal of what was sent lies beside the keys
 * @returns whether there was anything to settle
 */
export async function settleEra(ownerUrl: string, folder: string, keys: KeysOf, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (!(await isNew(ownerUrl))) return false;
  const [{ connect }, { holdKeys }, { readJournal }, { recordInEach }, { sql }] = await Promise.all([
    import('../db/connect.server.ts'), import('../app/sealed/held-keys.server.ts'), import('../app/messages/sent-journal.server.ts'),
    import('../app/audit/record-in-each.server.ts'), import('drizzle-orm'),
  ]);
  holdKeys(keys);
  const owner = connect(ownerUrl, { max: 1 });
  try {
    await owner.transaction(async (tx) => {
      for await (const day of readJournal(env['HALLWAY_SENT_JOURNAL'] || path.join(folder, 'sent'))) {
        await tx.execute(sql`insert into handed_over (partnership_id, mark, at)
          select j."partnershipId", decode(j.mark, 'hex'), min(j.at) from jsonb_to_recordset(${JSON.stringify(day)}::jsonb) j("partnershipId" uuid, mark text, at timestamptz)
            join partnership p on p.id = j."partnershipId"
          group by 1, 2 on conflict do nothing`);
      }
      const [row] = await tx.execute<{ era: number }>(sql`update installation set settled_era = era where settled_era < era returning era`);
      // Of two that start at the same moment the other one has said so.
      if (row) await recordInEach(tx, 'database.bring-back', { action: 'database.brought-back', body: { era: row.era } });
    });
    return true;
  } finally {
    await owner.close();
  }
}

async function isNew(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    return (await sql`select from installation where settled_era < era`).length > 0;
  } finally {
    await sql.end({ timeout: 2 });
  }
}
