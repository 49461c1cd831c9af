import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { Temporal } from 'temporal-polyfill';
import { importRoster } from '../../app/roster/import-roster.server.ts';
import { holdKeys, type WrappingKey } from '../../app/sealed/held-keys.server.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import { connect, type Database } from '../connect.server.ts';
import { keepATherapistsTime } from './a-therapist-s-time.server.ts';
import { castOf } from './cast.server.ts';
import { confirmedFamilies, confirmGuardians } from './confirm-guardians.server.ts';
import { demoZone } from './demo-calendar.ts';
import { writeDemoRoster } from './demo-roster.server.ts';
import { live } from './diary.ts';
import { fillTimetables } from './fill-timetables.server.ts';
import type { FamilyOfDemo } from './more-families.ts';
import { addInterpreters } from './interpreters-at-work.server.ts';
import { bringPeopleAndPlaces } from './people-and-places.server.ts';
import { fillRooms } from './rooms-in-use.server.ts';
import { beforeCare } from './stories/before-care.ts';
import { inCare } from './stories/in-care.ts';
import { thatEnded } from './stories/that-ended.ts';
import { lifeOf } from './tell-story.server.ts';

export interface DemoToSeed {
  ownerUrl: string;
  appUrl: string;
  /** The installation's keys: free text, links and trail of the demo are sealed as any other. */
  key: Buffer;
  wrapping?: readonly WrappingKey[];
  auditKey: Buffer;
  /** The portal's address, for the links in the demo's mails. */
  origin: string;
  onStep?: (what: string) => void;
}

/** The demo's partnership has been at work for six weeks, so that somebody can have waited for two. */
const BEGAN_DAYS_AGO = 42;

/**
 * Fills an empty database with one believable partnership, all of it made up, the same every time and dated relative to the database's clock.
 * Only the partnership itself is the owner's work; everything else goes in as the web process does it, through the product's own functions,
 * so that a demo can hold nothing that a real partnership could not.
 */
export async function seedDemo({ ownerUrl, appUrl, key, wrapping, auditKey, origin, onStep = () => undefined }: DemoToSeed): Promise<void> {
  holdKeys({ key, auditKey, ...(wrapping && { wrapping }) });
  const partnershipId = randomUUID();
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const db = connect(hurried(appUrl), { max: 3 });
  try {
    const [clock] = await owner<{ now: string; offset: string }[]>`select to_json(clock_now()) #>> '{}' as now, (clock_now() - now())::text as offset`;
    if (!clock) throw new Error('the database has no clock');
    const now = Temporal.Instant.from(clock.now);
    const today = now.toZonedDateTimeISO(demoZone).toPlainDate();
    const moveClock = async (moment: Temporal.Instant) => void (await owner`call upkeep.set_clock(${moment.toString()}::timestamptz - now())`);
    await owner`insert into partnership (id, name, zone, made_up) values (${partnershipId}, 'Mill Creek', ${demoZone}, true)`;
    await owner`update installation set kind = 'demo', demo_partnership_id = ${partnershipId}`;
    const job: Actor = { kind: 'job', partnershipId };
    await moveClock(now.subtract({ hours: 24 * BEGAN_DAYS_AGO }));
    onStep('roster');
    const families = await bringRosterIn(db, job, today);
    await owner`analyze`;
    onStep('people and places');
    await asActor(db, job, 'demo', (tx) => bringPeopleAndPlaces(tx, today));
    onStep('guardians');
    const cast = await castOf(db, job);
    await addInterpreters(db, cast.coordinator);
    const known = confirmedFamilies(families);
    const offices = await asActor(db, job, 'demo', (tx) => tx.execute<{ id: string }>(sql`select id from organisation where partnership_id = ctx_partnership() and kind = 'school'`));
    await Promise.all(offices.map(({ id }) => confirmGuardians(db, cast.of('front_office', id), known)));
    onStep('referrals and visits');
    const about = { db, partnershipId, config: { origin, key }, cast, today, now };
    await live([...beforeCare, ...inCare, ...thatEnded].map((story) => lifeOf(story, about)), moveClock);
    await owner`call upkeep.set_clock(${clock.offset}::interval)`;
    onStep('timetables');
    await asActor(db, job, 'demo', (tx) => fillTimetables(tx, today.toString()));
    await asActor(db, job, 'demo', (tx) => keepATherapistsTime(tx, today));
    onStep('rooms');
    await fillRooms(db, job, cast, today);
  } finally {
    await db.close();
    await owner.end({ timeout: 5 });
  }
}

async function bringRosterIn(db: Database, job: Actor, today: Temporal.PlainDate): Promise<FamilyOfDemo[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hallway-demo-roster-'));
  try {
    const families = writeDemoRoster(folder, today);
    const imported = await importRoster(db, job, { path: folder, madeUp: true, source: null });
    if (!imported.ok) throw new Error(`the demo's own roster was refused: ${imported.reason}`);
    return families;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nobody needs a half demo: its commits need not wait for the disk. */
function hurried(appUrl: string): string {
  const url = new URL(appUrl);
  url.searchParams.set('synchronous_commit', 'off');
  return url.toString();
}
