import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { applyErasures } from '../apply-erasures.ts';
import { endings } from '../endings.ts';
import { erasureReasons, erasureRegimes, keepErasure, readErasures, type Erasure } from '../erasures.ts';
import { CannotStart } from '../house.ts';
import { keysOf } from '../keys-of.ts';
import { reachDatabase } from '../reach-database.ts';

const usage = `npm run keys:erase -- --student ID --regime ${erasureRegimes.join('|')} --reason ${erasureReasons.join('|')} [--yes]
ID is the student's id in Hallway (the last part of their page's address) or in the roster. Without --yes it only says what would be erased.`;

const refusals: Record<string, string> = {
  'referral-open': 'A referral of theirs is open. Close it first.',
  'in-care': 'They are in care. End that first.',
  'safety-event-open': 'A safety event about them is not resolved. Resolve it first.',
};

/**
 * `npm run keys:erase`: erases a student's record for good. The keys of what was written are destroyed; with `--regime both`, names and contact data of the
 * student and of guardians of nobody else go too. The decision is kept beside the keys before anything is done; killed midway, the same command or the next
 * start finishes it, and a copy that is brought back has it done again.
 */
export async function keysErase(args: readonly string[]): Promise<number> {
  const asked = read(args);
  const ends = endings();
  try {
    const { installation, ownerUrl } = await reachDatabase(ends, { atTheKeys: true });
    const { folder, secrets } = installation;
    const keys = keysOf(secrets, process.env);
    const unfinished = await applyErasures(ownerUrl, readErasures(folder), keys);
    if (unfinished > 0) process.stdout.write(`Finished ${unfinished} that an earlier run had begun.\n`);
    const found = await find(ownerUrl, asked.student);
    process.stdout.write(`${found.name}, ${found.partnership}: ${found.texts} sealed with the keys that would go (${asked.regime}).\n`);
    if (found.why !== null) throw new CannotStart(`${refusals[found.why] ?? found.why} Nothing was erased.`);
    if (!asked.yes) {
      process.stdout.write('This cannot be undone. To do it, type the same again with --yes.\n');
      return 2;
    }
    keepErasure(folder, { id: randomUUID(), partnershipId: found.partnershipId, studentId: found.studentId, regime: asked.regime, reason: asked.reason, decidedAt: new Date().toISOString() });
    await applyErasures(ownerUrl, readErasures(folder), keys);
    process.stdout.write('Erased. Backups from before still hold it until they are forgotten, after seven more nightly ones; copies of your own, and what lies in aside/, until you remove them. Brought back, each is erased again before anybody sees it.\n');
    return 0;
  } finally {
    await ends.run();
  }
}

function read(args: readonly string[]): { student: string; regime: Erasure['regime']; reason: Erasure['reason']; yes: boolean } {
  const { values } = parseArgs({ args: [...args], options: { student: { type: 'string' }, regime: { type: 'string' }, reason: { type: 'string' }, yes: { type: 'boolean' } } });
  const regime = erasureRegimes.find((one) => one === values.regime);
  const reason = erasureReasons.find((one) => one === values.reason);
  if (!values.student || !regime || !reason) throw new CannotStart(usage);
  return { student: values.student, regime, reason, yes: values.yes ?? false };
}

type Found = { partnershipId: string; studentId: string; partnership: string; name: string; why: string | null; texts: string };

async function find(ownerUrl: string, wanted: string): Promise<Found> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const found = await sql<Found[]>`select s.partnership_id as "partnershipId", s.id as "studentId", pa.name as partnership, p.given_name || ' ' || p.family_name as name,
        upkeep.why_not_erase(s.partnership_id, s.id) as why,
        (select count(*) || ' referrals, ' || (select count(*) from safety_event e where e.partnership_id = s.partnership_id and e.student_id = s.id) || ' safety events, '
          || (select count(*) from consent_signature c where c.partnership_id = s.partnership_id and c.student_id = s.id) || ' signed consents, '
          || (select count(*) from visit v where v.partnership_id = s.partnership_id and v.student_id = s.id) || ' visits'
          from referral r where r.partnership_id = s.partnership_id and r.student_id = s.id) as texts
      from student s join person p on p.id = s.id join partnership pa on pa.id = s.partnership_id
      where s.id::text = lower(${wanted}) or exists (select from roster_person r where r.partnership_id = s.partnership_id and r.person_id = s.id and r.sourced_id = ${wanted})`;
    if (found.length === 1 && found[0]) return found[0];
    throw new CannotStart(found.length === 0 ? `There is no student ${wanted}.` : `${found.length} students are called ${wanted} in rosters; give the student's id in Hallway.`);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
