import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Member } from '../identity/who.ts';
import { schoolYearsOf } from '../partnership/school-years.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { spansOf, spanToShow } from '../school-time/spans.ts';
import { linesTyped, timetableForm } from '../school-time/timetable-form.ts';
import { TimetableFields } from '../school-time/timetable-fields.tsx';
import { keepTimetable, lookAtTimetable, timetableOf, timetableStudent } from '../school-time/timetable.server.ts';
import { timetablePlaces, timetableToType } from '../school-time/timetable.ts';
import { VisitsEffect } from '../school-time/visits-effect.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('schoolTime', 'timetable.title');

/** The student at their school, and the terms to choose from. */
async function asked(tx: Tx, who: Member, studentId: string) {
  const student = await timetableStudent(tx, studentId, who.organisation.kind === 'school' ? who.organisation.id : null);
  if (!student) throw notFound();
  const today = (await nowOf(tx)).toZonedDateTimeISO(who.zone).toPlainDate().toString();
  return { student, today, spans: spansOf(await schoolYearsOf(tx), today) };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'timetable.change');
  return asActor(context.db, who.actor, 'timetable.read', async (tx) => {
    const { student, today, spans } = await asked(tx, who, idParam(params, 'studentId'));
    await record(tx, { action: 'student.read', studentId: student.studentId });
    if ('notEnrolled' in student) return { student, name: student.name, at: null };
    const span = spanToShow(spans, new URL(request.url).searchParams.get('term'), today);
    const places = timetablePlaces(await bellsOf(tx, student.schoolId), span.firstDay > today ? span.firstDay : today);
    const kept = await timetableOf(tx, student, span);
    const fromRoster = kept.length === 0 && student.classes.length > 0;
    return { student, name: student.name, at: { school: student.school, zone: student.zone ?? who.zone, spans, span, lines: timetableToType(places, kept, student.classes), courses: [...new Set(student.classes.map(({ title }) => title))], fromRoster } };
  });
}

/** Saves a term's timetable; one that would move appointments only after somebody saw which. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'timetable.change');
  const submission = parseWithZod(await request.formData(), { schema: timetableForm });
  if (submission.status !== 'success') return data({ saved: false, wrong: true, effect: null, seen: null, lines: null }, { status: 400 });
  const lines = linesTyped(submission.value);
  const looked = await asActor(context.db, who.actor, 'timetable.change', async (tx) => {
    const { student, spans } = await asked(tx, who, idParam(params, 'studentId'));
    const span = spans.find(({ firstDay }) => firstDay === submission.value.term);
    if ('notEnrolled' in student || !span) throw notFound();
    const found = await lookAtTimetable(tx, { ...student, zone: student.zone ?? who.zone }, span, lines);
    const seen = seenOf({ term: submission.value.term, lines }, found);
    if (found.mustMove.length > 0 && submission.value.seen !== seen) return { effect: found, seen };
    await keepTimetable(tx, student, span, lines);
    return null;
  });
  return data({ saved: looked === null, wrong: false, effect: looked?.effect ?? null, seen: looked?.seen ?? null, lines: looked && lines });
}

/** Which course each period is, and which lessons the student is not taken out of. */
export default function TimetablePage() {
  const { student, name, at } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('schoolTime');
  const s = useText('scheduling');
  const language = useLanguage();
  const heading = <PageHeading title={t('timetable.title')} lede={at ? t('timetable.lede', { name, school: at.school }) : name} trail={[{ to: `/students/${student.studentId}`, label: name }]} />;
  if (!at) return <>{heading}<EmptyState title={t('timetable.not-enrolled')}>{t('timetable.not-enrolled.help')}</EmptyState></>;
  const { span } = at;
  const lines = at.lines.map((line) => answer?.lines?.find((typed) => typed.periodName === line.periodName && typed.dayTypeName === line.dayTypeName) ?? (answer?.lines ? { ...line, course: '', protected: false } : line));
  return (
    <>
      {heading}
      <div className="stack-4">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('timetable.saved')}</b></Notice>}
        {answer?.wrong && <Notice tone="danger" role="alert"><b>{t('timetable.wrong')}</b></Notice>}
        <Form method="get" className="row row--end">
          <Select
            label={t('calendar.span')} name="term" empty={null} key={span.firstDay} defaultValue={span.firstDay}
            options={at.spans.map((one) => ({ value: one.firstDay, label: one.title || t('calendar.span.unnamed', { from: dateText(one.firstDay, language), last: dateText(one.lastDay, language) }) }))}
          />
          <Button>{s('school.show')}</Button>
        </Form>
        {at.lines.length === 0 ? <Notice tone="needs"><b>{t('calendar.no-bells')}</b></Notice> : (
          <Form method="post" className="stack-4" key={`${span.firstDay} ${answer?.seen ?? ''}`}>
            <input type="hidden" name="term" value={span.firstDay} />
            {at.fromRoster && !answer && <Notice>{t('timetable.from-roster')}</Notice>}
            <TimetableFields lines={lines} courses={at.courses} />
            {answer?.effect && (
              <Section title={t('effect.title')}>
                <div role="status" className="stack-3"><VisitsEffect effect={answer.effect} zone={at.zone} /></div>
                <input type="hidden" name="seen" value={answer.seen ?? ''} />
              </Section>
            )}
            <div><SubmitButton tone="primary">{t(answer?.effect ? 'timetable.save-after-all' : 'timetable.save')}</SubmitButton></div>
          </Form>
        )}
      </div>
    </>
  );
}
