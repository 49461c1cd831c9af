import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ShieldAlert } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { EmergencyBanner } from '../emergency/emergency-banner.tsx';
import { AboutStudent, KnownDanger, NextPlaceOf, WhomToCall } from '../emergency/student-facts.tsx';
import { studentInEmergency } from '../emergency/student-in-emergency.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { CrisisLines } from '../safety/crisis-steps.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('emergency', 'page.tab');

/** The student whom an emergency access opens, while it runs; each look is an entry of the trail. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'emergency.open');
  const accessId = idParam(params, 'accessId');
  const found = await asActor(context.db, who.actor, 'emergency.read', (tx) => studentInEmergency(tx, accessId));
  if (!found) throw notFound();
  return found;
}

export default function StudentInEmergencyPage() {
  const { emergency, student, school, guardians, events, next } = useLoaderData<typeof loader>();
  const t = useText('emergency');
  const r = useText('roster');
  const rosterName = `${student.givenName} ${student.familyName}`;
  const where = school === null ? t('page.no-school') : student.grade === null ? school.name : r('student.grade-at', { grade: student.grade, school: school.name });
  return (
    <>
      <PageHeading
        title={t('page.title', { student: student.name })} display
        lede={[where, student.ageYears === null ? null : r('student.age', { count: student.ageYears }), student.name === rosterName ? null : r('student.roster-name', { name: rosterName })].filter(Boolean).join('. ')}
        actions={student.enrolments.length > 0 && <ButtonLink to={`/safety/new?student=${student.id}`} tone="danger" icon={ShieldAlert} prefetch="none">{t('page.raise')}</ButtonLink>}
      />
      <div className="stack-5">
        <EmergencyBanner emergency={emergency} />
        <div className="page-split">
          <div className="stack-5">
            <WhomToCall guardians={guardians} school={school} />
            <KnownDanger events={events} />
          </div>
          <aside className="stack-5">
            <CrisisLines state={school?.state ?? student.homeState} />
            <NextPlaceOf next={next} />
            <AboutStudent student={student} />
          </aside>
        </div>
      </div>
    </>
  );
}
