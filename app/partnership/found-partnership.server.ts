import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { appointStaff } from './appoint-staff.server.ts';
import type { Founding } from './founding-form.ts';
import { setUpCodeSha256 } from './set-up-code.server.ts';

/** The first partnership and those it begins with. */
export type Founded = { partnershipId: string; districtId: string; coordinator: { personId: string; membershipId: string } };

const refusals = { a_set_up_code_is_known: 'code-unknown', the_first_partnership_is_founded_once: 'not-found', a_demo_is_not_set_up: 'not-found' } as const;

/**
 * Founds the first partnership of this installation, with its first district and its first coordinator, who begins today. All of it or nothing.
 *
 * Refused as `code-unknown` with any code but the newest one of the terminal, as `not-found` where there is a partnership or a demo.
 *
 * @param alongside what else a partnership begins with (consent documents, an invitation), in the same transaction
 */
export function foundPartnership<T>(db: Database, founding: Founding, alongside: (tx: Tx, founded: Founded) => Promise<T>) {
  const partnershipId = randomUUID();
  const actor: Actor = {
    kind: 'founder', codeSha256: setUpCodeSha256(founding.code),
    partnership: { id: partnershipId, name: founding.partnership, zone: founding.zone, language: founding.language },
  };
  return refusing(refusals, () => asActor(db, actor, 'set-up', async (tx) => {
    await record(tx, { action: 'partnership.founded', subject: { kind: 'partnership', id: partnershipId } });
    const districtId = randomUUID();
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (ctx_partnership(), ${districtId}, 'district', ${founding.district})`);
    const coordinator = await appointStaff(tx, {
      who: { givenName: founding.givenName, familyName: founding.familyName, email: founding.email, madeUp: false }, organisationId: districtId, role: 'coordinator',
      from: (await nowOf(tx)).toZonedDateTimeISO(founding.zone).toPlainDate().toString(),
    });
    await tx.execute(sql`update person set language = ${founding.language} where id = ${coordinator.personId}`);
    return alongside(tx, { partnershipId, districtId, coordinator });
  }));
}
