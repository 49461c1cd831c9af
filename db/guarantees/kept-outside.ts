import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserRequest } from '../../app/http/test-context.server.ts';
import type { HallwayContext } from '../../app/http/load-context.ts';
import { linkToken } from '../../app/identity/link-token.server.ts';
import { makeLink } from '../../app/identity/links.server.ts';
import { beginSession } from '../../app/identity/sessions.server.ts';
import { bindVisitLink } from '../../app/identity/visit-link.server.ts';
import { importRoster } from '../../app/roster/import-roster.server.ts';
import { makeKiosk } from '../../app/visits/kiosks.server.ts';
import { pairKiosk } from '../../app/visits/pair-kiosk.server.ts';
import { bookedVisit, schoolDaysLater, startsAt } from '../../app/visits/test-visit.server.ts';
import { asActor } from '../as-actor.server.ts';
import type { TestDatabase } from '../test-database.ts';
import type { TestPartnership } from '../test-partnership.ts';

type Serving = { context(): HallwayContext };

/** What a school's file says of its students and Hallway has no business with: it is dropped unread, also where the row is listed as left out. */
export const droppedWords = {
  password: 'letmein-hornet-2026',
  refusedPassword: 'letmein-falcon-2026',
  flag: 'emotional disturbance, IEP since third grade',
  race: 'two or more races, refugee from Aleppo',
};

/** A roster comes in whose files hold more than Hallway wants. Returns how many people it named and how many of them were left out, so that a test sees that it did come in. */
export async function bringRoster(t: TestDatabase, p: TestPartnership): Promise<{ read: number; refused: number }> {
  const files = {
    orgs: ['sourcedId,name,type,parentSourcedId', 'd,Harbor District,district,', 's,Harbor Middle,school,d'],
    users: [
      'sourcedId,enabledUser,givenName,familyName,email,grades,password,specialNeeds',
      `1,true,Imani,Whitcomb,,07,${droppedWords.password},"${droppedWords.flag}"`,
      `2,true,,,,07,${droppedWords.refusedPassword},"${droppedWords.flag}"`,
    ],
    roles: ['sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId', 'r1,1,primary,student,2026-08-24,,s', 'r2,2,primary,student,2026-08-24,,s'],
    classes: ['sourcedId,title,courseSourcedId,schoolSourcedId,termSourcedIds', 'k,Art,,s,'],
    enrollments: ['sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role', 'e1,k,s,1,student'],
    demographics: ['sourcedId,birthDate,sex,demographicRaceTwoOrMoreRaces', `1,2014-05-01,female,"${droppedWords.race}"`],
  };
  const folder = await mkdtemp(join(tmpdir(), 'hallway-kept-outside-'));
  try {
    for (const [name, lines] of Object.entries(files)) await writeFile(join(folder, `${name}.csv`), lines.map((line) => `${line}\r\n`).join(''));
    const outcome = await importRoster(t.app, p.coordinator, { path: folder, madeUp: true, source: 'sis' });
    if (!outcome.ok) throw new Error(outcome.reason);
    const { read, refused } = outcome.counts.users;
    return { read, refused };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * People sign in, pair a tablet and open a visit on a phone. Returns what those devices hold, each of which would let its finder in: the session's
 * signed cookie, the kiosk's secret, the phone's secret; and the keys of the installation, which live beside the database and never in it.
 */
export async function holdOnDevices(t: TestDatabase, p: TestPartnership, serving: Serving): Promise<string[]> {
  const context = serving.context();
  const signedIn = await beginSession(browserRequest('/'), context, { personId: p.id.counselor, way: 'demo', membershipId: p.id.counselorMembership });
  const cookie = valueOf(signedIn.getSetCookie()[0]);
  const made = await asActor(t.app, p.frontOffice, 'test', (tx) => makeKiosk(tx, p.id.room));
  if (!made.ok) throw new Error(made.reason);
  const [row] = await t.owner`select pairing_code from kiosk where id = ${made.id}`;
  const paired = await pairKiosk(t.app, String(row?.['pairing_code']));
  if (!paired.ok) throw new Error(paired.reason);
  const v = await bookedVisit(t, p, 'Noor', 'Haddou', schoolDaysLater(startsAt, 1));
  const { id } = await asActor(t.app, p.job, 'test', (tx) => makeLink(tx, context.config, {
    kind: 'visit', personId: v.id.guardian, part: 'guardian', appointmentId: v.appointmentId, beginsAt: '2026-11-24T12:00:00Z', expiresAt: '2026-11-26T12:00:00Z',
  }));
  const bound = await bindVisitLink(browserRequest('/'), context, linkToken(context.config.key, 'visit', id));
  if (!bound.ok) throw new Error(bound.reason);
  const [, phone] = valueOf(bound.value.cookie).split('.');
  return [cookie, cookie.split('.')[1] ?? '', paired.secret, phone ?? '', context.config.sessionSecret];
}

/** What a `Set-Cookie` line puts into a cookie. */
const valueOf = (line: string | undefined): string => decodeURIComponent(line?.split(';')[0]?.split('=').slice(1).join('=') ?? '');
