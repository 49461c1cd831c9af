import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { EmergencyLink } from '../emergency/emergency-link.tsx';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { DayCorridor } from '../today/day-corridor.tsx';
import { dayOf } from '../today/day.server.ts';
import { nextOf } from '../today/day.ts';
import { DueToday } from '../today/due-today.tsx';
import { NeedsList } from '../today/needs-list.tsx';
import { needsOf } from '../today/needs.server.ts';
import { NextAppointment } from '../today/next-appointment.tsx';
import { Notice } from '../ui/notice.tsx';
import { TodayLayout } from '../ui/today-next.tsx';

export const handle = pageTitle('today', 'title');

/** What is next, what needs me, the day: the first page of every member. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'today.read');
  return asActor(context.db, who.actor, 'today.read', async (tx) => {
    const [day, needs, now] = [await dayOf(tx, who.zone), await needsOf(tx, who.role), await nowOf(tx)];
    if (day.length > 0) await record(tx, { action: 'appointment.listed', body: { count: day.length } });
    return { day, needs, now: now.toString(), role: who.role, mayOpen: can(who.role, 'emergency.open') };
  });
}

export default function TodayPage() {
  const { day, needs, now, role, mayOpen } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const t = useText('today');
  const ofSchool = role === 'counselor' || role === 'front_office';
  return (
    <>
      {search.has('emergency-ended') && <Notice tone="go" role="status"><b>{t('emergency.ended')}</b></Notice>}
      <TodayLayout
        next={<NextAppointment next={nextOf(day, now)} now={now} role={role} />}
        needs={<NeedsList needs={needs} />}
        day={<DayCorridor day={day} now={now} title={t(ofSchool ? 'day.title.school' : role === 'therapist' ? 'day.title' : 'day.title.all')} />}
        rest={((ofSchool && day.length > 0) || mayOpen) && <>{ofSchool && day.length > 0 && <DueToday day={day} />}{mayOpen && <EmergencyLink />}</>}
      />
    </>
  );
}
