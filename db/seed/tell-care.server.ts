import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { tellAgency } from '../../app/consent/tell-agency.server.ts';
import { acceptOffer, declineOffer } from '../../app/matching/answer-offer.server.ts';
import { endExpiredOffers } from '../../app/matching/end-offer.server.ts';
import { makeOffer } from '../../app/matching/make-offer.server.ts';
import type { DeclineReason } from '../../app/matching/offer.ts';
import { usualRules } from '../../app/scheduling/booking-rules.ts';
import { cancelAppointment } from '../../app/scheduling/cancel-appointment.server.ts';
import { slotsOfTherapists } from '../../app/scheduling/slots-of-therapists.server.ts';
import { careToBook } from '../../app/scheduling/care-to-book.server.ts';
import { confirmBooking } from '../../app/scheduling/confirm-booking.server.ts';
import { holdSlot } from '../../app/scheduling/hold-slot.server.ts';
import { asActor } from '../as-actor.server.ts';
import { demoZone, momentOn, schoolDaysBefore } from './demo-calendar.ts';
import type { Step } from './stories/story.ts';
import { left, must, type Telling } from './telling.ts';

export async function offer(telling: Telling, therapist: string): Promise<void> {
  const { db, cast, config, so } = telling;
  const [engaged] = await asActor(db, cast.coordinator, 'demo', (tx) => tx.execute<{ id: string }>(sql`
    select e.id from engagement e join membership m on m.partnership_id = e.partnership_id and m.organisation_id = e.agency_id and m.person_id = e.therapist_id
    where m.id = ${cast.therapist(therapist).membershipId}::uuid and m.during && e.during`));
  if (!engaged) throw new Error(`${therapist} is not engaged`);
  const made = await makeOffer(db, cast.coordinator, { referralId: left(telling, 'referralId'), engagementId: engaged.id, makeUrl: (id) => `${config.origin}/offers/${id}` });
  so.offerId = must(made).offerId;
  so.therapist = therapist;
}

export async function accept(telling: Telling): Promise<void> {
  must(await acceptOffer(telling.db, therapistOf(telling), left(telling, 'offerId'), tellAgency));
}

export async function decline(telling: Telling, because: DeclineReason): Promise<void> {
  must(await declineOffer(telling.db, therapistOf(telling), left(telling, 'offerId'), because));
}

/** Nobody answers until the offer is over; the product itself notices. */
export async function letOfferRunOut(telling: Telling): Promise<void> {
  const { db, partnershipId, until } = telling;
  const job = { kind: 'job', partnershipId } as const;
  const [row] = await asActor(db, job, 'demo', (tx) => tx.execute<{ at: string }>(sql`select to_json(answer_by) #>> '{}' as at from offer where partnership_id = ctx_partnership() and id = ${left(telling, 'offerId')}`));
  if (!row) throw new Error('no offer can run out');
  await until(Temporal.Instant.from(row.at).add({ minutes: 1 }));
  await asActor(db, job, 'offer.expire', endExpiredOffers);
}

/** A visit that is still to come begins so long after the demo's now at least, so that it has not begun when the demo is ready. */
const COMING_MINUTES = 15;

/** The therapist books the first time that is free on the wanted day or after, not before the wanted hour. One to come may be today's. */
export async function book(telling: Telling, { visit, notBefore = '00:00' }: Extract<Step, { did: 'book' }>): Promise<void> {
  const { db, so, today, now } = telling;
  const therapist = therapistOf(telling);
  const referralId = left(telling, 'referralId');
  const from = (visit === 'coming' ? now.add({ minutes: COMING_MINUTES }) : momentOn(schoolDaysBefore(today, visit.back), '00:00')).epochMilliseconds;
  const hourOf = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(demoZone).toPlainTime().toString();
  const slot = await asActor(db, therapist, 'slot.read', async (tx) => {
    const care = await careToBook(tx, referralId);
    const open = care && await slotsOfTherapists(tx, care, [care.therapistId], usualRules);
    return open?.ok ? open.times.get(care?.therapistId ?? '')?.slots.find(({ startMs }) => startMs >= from && hourOf(startMs) >= notBefore) : undefined;
  });
  if (!slot) throw new Error(`${telling.student.name} and ${so.therapist} have no time to meet`);
  const { appointmentId } = must(await holdSlot(db, therapist, { referralId, startMs: slot.startMs, key: randomUUID() }));
  must(await confirmBooking(db, therapist, { referralId, appointmentId, key: randomUUID() }));
  so.appointment = { id: appointmentId, startMs: slot.startMs, endMs: slot.endMs };
}

export async function cancel(telling: Telling, { by, because }: Extract<Step, { did: 'cancel' }>): Promise<void> {
  const { db, cast, student } = telling;
  const actor = by === 'therapist' ? therapistOf(telling) : by === 'coordinator' ? cast.coordinator : cast.of(by, student.schoolId);
  must(await cancelAppointment(db, actor, { appointmentId: left(telling, 'appointment').id, because, key: randomUUID() }));
}

export function therapistOf(telling: Telling) {
  return telling.cast.therapist(left(telling, 'therapist'));
}
