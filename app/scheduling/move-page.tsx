import { Form } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useFeatureWords } from '../rooms/use-feature-words.ts';
import { momentText, rangeText, zoneText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { DoorDays, DoorList } from '../ui/door-list.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section, Sheet } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { MoveRefusal } from './move-appointment.server.ts';
import type { MovePageData, MovePick } from './move-page.server.ts';
import type { NearestTimes } from './nearest-times.server.ts';
import { useOfferedDoors } from './offered-doors.tsx';

export type MoveRefused = { reason: MoveRefusal } & Partial<NearestTimes>;

interface MovePageProps {
  page: MovePageData;
  refused: MoveRefused | null;
  /** Something was picked in the address that is not free any more. */
  gone: boolean;
}

/** A booked visit to another time or room: doors by day, one picked and looked at, then moved. The visit keeps its time until then. */
export function MovePage({ page, refused, gone }: MovePageProps) {
  const t = useText('scheduling');
  const s = useText('schoolTime');
  const language = useLanguage();
  const { appointment } = page;
  const when = momentText(appointment.startsAt, appointment.zone, language, 'dayTime');
  const back = `/appointments/${appointment.id}`;
  return (
    <>
      <PageHeading
        title={t('move.title')} trail={[{ to: back, label: t('appointment.page') }]}
        lede={appointment.room ? t('move.lede.room', { name: appointment.student, when, room: appointment.room }) : t('move.lede', { name: appointment.student, when })}
      />
      {!page.ahead ? <Notice><b>{t('refusal.already-over')}</b></Notice> : (
        <div className="page-split booking">
          {(page.times !== null || page.rooms.length > 0) && <Picked page={page} />}
          <div className="stack-5">
            {page.whyMove && !refused && <Notice tone="needs"><b>{s(`must-move.${page.whyMove}`)}</b></Notice>}
            {(refused ?? gone) && <Refused page={page} refused={refused ?? { reason: 'slot-taken' }} />}
            {page.rooms.length > 0 && <OtherRooms page={page} />}
            {page.times === null && page.rooms.length === 0 && <EmptyState title={t('move.no-room')} door="shut">{t('move.no-room.help')}</EmptyState>}
            {page.times !== null && <Times page={page} />}
          </div>
        </div>
      )}
    </>
  );
}

/** The panel beside the doors: where it would go, what then happens, and the one button that moves it. */
function Picked({ page }: { page: MovePageData }) {
  const t = useText('scheduling');
  const h = useText('hallway');
  const language = useLanguage();
  const { pick, appointment } = page;
  const featuresOf = useFeatureWords();
  if (!pick) return <Sheet title={t('move.pick')}><p className="soft">{page.times === null ? t('move.pick.room') : t('move.pick.help')}</p></Sheet>;
  const [from, until] = [new Date(pick.startMs).toISOString(), new Date(pick.endMs).toISOString()];
  const sameTime = pick.startMs === page.startMs;
  return (
    <Sheet title={momentText(from, appointment.zone, language, 'day')} lede={sameTime ? t('move.same-time') : t('move.not-held')}>
      <Form method="post" action={`/appointments/${appointment.id}/move`} className="stack-4" replace>
        <p className="strong">{rangeText(from, until, appointment.zone, language)}</p>
        <Facts facts={[
          { name: t('move.from'), value: momentText(appointment.startsAt, appointment.zone, language, 'dayTime') },
          { name: t('fact.therapist'), value: t('fact.by-video', { name: appointment.therapist }) },
          pick.rooms.length < 2 && { name: t('fact.where'), value: pick.rooms[0] ? t('fact.room', { room: pick.rooms[0].name, school: appointment.school }) : t('fact.home') },
          pick.rooms.length === 1 && pick.rooms[0]!.features.length > 0 && { name: h('pick.room'), value: featuresOf(pick.rooms[0]!.features) },
        ]} />
        <Rooms pick={pick} />
        <input type="hidden" name="startMs" value={pick.startMs} />
        <input type="hidden" name="sequence" value={page.sequence} />
        <input type="hidden" name="key" value={page.key} />
        <SubmitButton tone="primary" big wide>{sameTime ? t('move.confirm.room') : t('move.confirm')}</SubmitButton>
        <p className="small soft">{sameTime ? t('move.note.room') : t('move.note')}</p>
      </Form>
    </Sheet>
  );
}

function Rooms({ pick }: { pick: MovePick }) {
  const t = useText('scheduling');
  const featuresOf = useFeatureWords();
  if (pick.rooms.length === 0) return null;
  if (pick.rooms.length === 1) return <input type="hidden" name="roomId" value={pick.rooms[0]!.id} />;
  return <Select key={pick.startMs} label={t('move.room')} name="roomId" empty={null} defaultValue={pick.roomId ?? undefined} options={pick.rooms.map(({ id, name, features }) => ({ value: id, label: [name, featuresOf(features)].filter(Boolean).join(' · ') }))} />;
}

/** Why it did not go through, where the visit is, and what to do now: the three nearest, to be picked here. */
function Refused({ page, refused }: { page: MovePageData; refused: MoveRefused }) {
  const t = useText('scheduling');
  const { appointment } = page;
  const when = momentText(appointment.startsAt, appointment.zone, useLanguage(), 'dayTime');
  const door = useOfferedDoors(refused.zone ?? appointment.zone, null);
  const nearest = refused.nearest ?? [];
  return (
    <>
      <Notice tone="danger" role="alert"><b>{t(`refusal.${refused.reason}`)}</b> {t('move.stays', { when })}</Notice>
      {nearest.length > 0 && (
        <Form action={`/appointments/${appointment.id}/move`} preventScrollReset>
          <Section title={t('booking.nearest')}><DoorList doors={nearest.map((near) => door({ ...near, rooms: near.roomName ? [near.roomName] : [] }, 'withDay'))} /></Section>
        </Form>
      )}
    </>
  );
}

function OtherRooms({ page }: { page: MovePageData }) {
  const t = useText('scheduling');
  const featuresOf = useFeatureWords();
  return (
    <Form action={`/appointments/${page.appointment.id}/move`} preventScrollReset>
      <input type="hidden" name="startMs" value={page.startMs} />
      <Section title={t('move.other-room')}>
        <DoorList doors={page.rooms.map(({ id, name, features }) => {
          const picked = page.pick?.startMs === page.startMs && page.pick.roomId === id;
          return { key: id, door: picked ? 'held' as const : 'open' as const, title: name, detail: [picked ? t('booking.pick') : t('move.same-time'), featuresOf(features)].filter(Boolean).join(' · '), action: picked ? undefined : { kind: 'send' as const, name: 'roomId', value: id, label: t('booking.take') } };
        })} />
      </Section>
    </Form>
  );
}

function Times({ page }: { page: MovePageData }) {
  const t = useText('scheduling');
  const language = useLanguage();
  const { times, appointment, pick } = page;
  const door = useOfferedDoors(times?.ok ? times.zone : appointment.zone, pick && pick.startMs !== page.startMs ? pick.startMs : null);
  if (!times) return null;
  if (!times.ok) return <EmptyState title={times.reason === 'school-without-zone' ? t('booking.school-without-zone', { school: appointment.school }) : t('booking.home-without-place', { name: appointment.student })}>{t(`refusal.${times.reason}`)}</EmptyState>;
  const to = (week: string) => `/appointments/${appointment.id}/move?week=${week}`;
  return (
    <Form action={`/appointments/${appointment.id}/move`} preventScrollReset className="stack-4">
      <p className="small soft">{t('booking.clock', { zone: zoneText(page.now, times.zone, language) })}</p>
      {times.week === null
        ? <EmptyState title={t('booking.none')} door="shut">{times.leftovers.slice(0, 2).map(([reason, count]) => <span key={reason}>{t(`leftover.${reason}`, { count })} </span>)}</EmptyState>
        : <DoorDays days={times.week.days.map((day) => ({ key: day.date, title: <DateText date={day.date} form="day" />, count: t('booking.count', { count: day.slots.length }), doors: day.slots.map((slot) => door(slot)) }))} />}
      {(times.earlier ?? times.later) !== null && (
        <nav className="row row--between" aria-label={t('booking.weeks')}>
          {times.earlier ? <ButtonLink to={to(times.earlier)} icon={ChevronLeft}>{t('booking.earlier')}</ButtonLink> : <span />}
          {times.later && <ButtonLink to={to(times.later)} icon={ChevronRight}>{t('booking.later')}</ButtonLink>}
        </nav>
      )}
    </Form>
  );
}
