import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BookHeart, CalendarRange, Eye, FileHeart, FileOutput, MapPin, PenLine, UserRoundPlus, UsersRound } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { GuardianList } from '../roster/guardian-list.tsx';
import { guardianshipsOf } from '../roster/guardianships.server.ts';
import { studentRecord } from '../roster/students.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('roster', 'student.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'student.read');
  const studentId = idParam(params, 'studentId');
  return asActor(context.db, who.actor, 'student.read', async (tx) => {
    const student = await studentRecord(tx, studentId);
    if (!student) throw notFound();
    const mayReadGuardians = can(who.role, 'guardianship.read');
    const guardians = mayReadGuardians ? await guardianshipsOf(tx, studentId) : [];
    await record(tx, { action: 'student.read', studentId });
    return {
      student, guardians, mayReadGuardians, mayConfirm: can(who.role, 'guardianship.confirm'), mayName: who.role === 'counselor', mayChange: can(who.role, 'guardian-window.change'), mayTimetable: can(who.role, 'timetable.change'),
      mayRefer: can(who.role, 'referral.create'), mayReadReferral: can(who.role, 'referral.read'), mayReadSights: can(who.role, 'sights.read'), mayReadGiven: can(who.role, 'disclosure.read'),
    };
  });
}

export default function StudentPage() {
  const { student, guardians, mayReadGuardians, mayConfirm } = useLoaderData<typeof loader>();
  const t = useText('roster');
  const school = student.enrolments.find((enrolment) => enrolment.current)?.school;
  const rosterName = `${student.givenName} ${student.familyName}`;
  const where = school === undefined ? t('student.no-school') : student.grade === null ? school : t('student.grade-at', { grade: student.grade, school });
  return (
    <>
      <PageHeading
        title={student.name} trail={[{ to: '/students', label: t('find.title') }]} actions={<Actions />}
        lede={[where, student.ageYears === null ? null : t('student.age', { count: student.ageYears }), student.name === rosterName ? null : t('student.roster-name', { name: rosterName })].filter(Boolean).join('. ')}
      />
      <div className="page-split">
        {mayReadGuardians && (
          <Section title={t('guardians.title')} count={guardians.length || undefined}>
            <GuardianList guardians={guardians} studentId={student.id} mayConfirm={mayConfirm} />
            {mayConfirm && <p className="row"><ButtonLink to={`/students/${student.id}/guardians/new`} icon={UserRoundPlus}>{t('guardians.add')}</ButtonLink></p>}
          </Section>
        )}
        <About />
      </div>
    </>
  );
}

function Actions() {
  const { student, mayRefer, mayReadReferral, mayName } = useLoaderData<typeof loader>();
  const t = useText('roster');
  const open = student.referral !== null && student.referral.state !== 'closed';
  return (
    <>
      {mayName && <ButtonLink to={`/students/${student.id}/name`} icon={PenLine}>{t('name.change')}</ButtonLink>}
      {mayReadReferral && student.referral && <ButtonLink to={`/referrals/${student.referral.id}`} tone={open ? 'primary' : 'normal'} icon={BookHeart} prefetch="none">{t('student.referral')}</ButtonLink>}
      {mayRefer && !open && <ButtonLink to={`/referrals/new?student=${student.id}`} tone="primary" icon={FileHeart}>{t('student.refer')}</ButtonLink>}
    </>
  );
}

function About() {
  const { student, mayChange, mayTimetable, mayReadSights, mayReadGiven } = useLoaderData<typeof loader>();
  const t = useText('roster');
  const a = useText('accounting');
  const s = useText('schoolTime');
  const i = useText('interpreters');
  const language = useLanguage();
  return (
    <Section title={t('student.about')}>
      <Facts facts={[
        { name: t('student.birth-date'), value: student.birthDate ? <DateText date={student.birthDate} /> : t('student.unknown') },
        ...student.enrolments.map((enrolment, n) => ({
          key: `${enrolment.schoolId} ${n}`, name: t('student.enrolment'), value: enrolment.current || enrolment.during.until === null
            ? t('student.enrolled.since', { school: enrolment.school, from: enrolment.during.from ? dateText(enrolment.during.from, language) : '' })
            : t('student.enrolled.was', { school: enrolment.school, until: dateText(enrolment.during.until, language) }),
        })),
        { name: t('student.home'), value: student.homeState ?? t('student.home.none') },
      ]} />
      {(mayChange || mayTimetable) && (
        <div className="row">
          {mayTimetable && <ButtonLink to={`/students/${student.id}/timetable`} icon={CalendarRange} prefetch="none">{s('timetable.title')}</ButtonLink>}
          {mayChange && <ButtonLink to={`/students/${student.id}/home`} icon={MapPin}>{t('student.home.set')}</ButtonLink>}
          {mayChange && <ButtonLink to={`/students/${student.id}/sitting-in`} icon={UsersRound} prefetch="none">{i('sitting')}</ButtonLink>}
        </div>
      )}
      {(mayReadGiven || mayReadSights) && (
        <div className="row">
          {mayReadGiven && <ButtonLink to={`/students/${student.id}/disclosures`} icon={FileOutput} prefetch="none">{a('given.link')}</ButtonLink>}
          {mayReadSights && <ButtonLink to={`/students/${student.id}/sights`} icon={Eye} prefetch="none">{a('sights.link')}</ButtonLink>}
        </div>
      )}
    </Section>
  );
}
