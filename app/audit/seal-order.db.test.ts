import { expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { connect } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, tuesdayMorning } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { checkTrail } from './check-trail.server.ts';
import { record } from './record.server.ts';
import { sealAudit } from './seal-audit.server.ts';

const t = await testDatabase();
const auditKey = Buffer.alloc(32, 2);
holdKeys({ key: Buffer.alloc(32, 1), auditKey });

test('sealing goes on past the ninth seal, and the chain verifies: seals are counted, not spelled', async () => {
  await t.moveClockTo(tuesdayMorning);
  const p = await testPartnership(t);
  const sealer = connect(t.url('hallway_sealer'), { max: 1 });
  for (let n = 1; n <= 12; n += 1) {
    await asActor(t.app, p.job, 'test', (tx) => record(tx, { action: 'roster.imported' }));
    expect((await sealAudit(sealer, auditKey)).map((seal) => seal.n)).toEqual([n]);
  }
  expect(await checkTrail(sealer, auditKey, null)).toMatchObject({ broken: null, newest: { n: 12 }, tailRows: 0 });
  await sealer.close();
});
