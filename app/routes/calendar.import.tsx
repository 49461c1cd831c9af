import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { FileUp } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { textFor } from '../i18n/text.server.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Member } from '../identity/who.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { lineShown, linesSent, noAnswerYet, type CalendarImportAnswer } from '../school-time/calendar-import-answer.ts';
import { CALENDAR_FILE_BYTES, calendarImportForm, kindNamed, lineToType, MOST_LINES, unreadableSent } from '../school-time/calendar-import-form.ts';
import { CalendarLinesConfirm } from '../school-time/calendar-lines-confirm.tsx';
import type { LineShown } from '../school-time/calendar-lines-fields.tsx';
import { importLines, lookAtLines, readCalendarFile } from '../school-time/import-calendar.server.ts';
import { schoolAsked, schoolOnItsClock } from '../school-time/school-asked.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { uploadedFiles } from '../school-time/uploaded-files.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { FieldFrame } from '../ui/field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('schoolTime', 'calendar-import.title');

async function schoolWithBells(tx: Tx, who: Member, request: Request) {
  const school = await schoolOnItsClock(tx, who, await schoolAsked(tx, who.organisation, request));
  return { ...school, bells: await bellsOf(tx, school.id) };
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school-day.change');
  return asActor(context.db, who.actor, 'school-day.read', async (tx) => {
    const { bells, ...school } = await schoolWithBells(tx, who, request);
    return { school, kinds: [...new Set(bells.flatMap(({ dayTypes }) => dayTypes.map(({ name }) => name)))] };
  });
}

const answered = (more: Partial<CalendarImportAnswer>, status: number) => data<CalendarImportAnswer>({ ...noAnswerYet, ...more }, { status });

/** Reads the file into lines; shows what the lines would do; saves what was looked at. The file itself is kept nowhere. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'school-day.change');
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const uploaded = await uploadedFiles(request, CALENDAR_FILE_BYTES);
    if (!uploaded.ok) return answered({ wrong: uploaded.reason }, uploaded.reason === 'too-large' ? 413 : 400);
    const school = await asActor(context.db, who.actor, 'school-day.read', (tx) => schoolWithBells(tx, who, request));
    const read = await readCalendarFile(context.calendars, uploaded.files[0]?.bytes ?? new Uint8Array(), school.zone, school.today);
    if (!read) return answered({ wrong: 'no-calendar' }, 400);
    if (read.lines.length > MOST_LINES) return answered({ wrong: 'too-many' }, 400);
    const t = textFor(who.language, 'schoolTime');
    const lines = read.lines.map((line): LineShown => ({
      ...lineToType(line, (kind) => kindNamed(school.bells, kind, t(`kind.${kind}`))), levels: line.levels, problem: null, group: line.asks ? 'asks' : line.recognised.is === 'none' ? 'none' : 'recognised',
    }));
    return answered({ lines, unreadable: read.unreadable, read: { from: read.from, last: read.last } }, 200);
  }
  const submission = parseWithZod(await request.formData(), { schema: calendarImportForm });
  const unreadable = unreadableSent(submission.payload['unreadable']);
  if (submission.status !== 'success') {
    const lines = linesSent(submission.payload, submission.reply().error ?? {});
    return answered({ unreadable, wrong: lines.length === 0 ? 'nothing-chosen' : null, lines }, 400);
  }
  const { lines, save } = submission.value;
  const done = await asActor(context.db, who.actor, 'school-day.change', async (tx) => {
    const school = await schoolWithBells(tx, who, request);
    const effect = await lookAtLines(tx, school, lines);
    const seen = seenOf(lines, effect);
    if (save === undefined || submission.value.seen !== seen) return { effect, seen };
    await importLines(tx, school, lines);
    return school.id;
  });
  if (typeof done === 'string') return redirect(`/calendar?school=${done}&done`);
  return answered({ unreadable, lines: lines.map((line) => lineShown({ ...line, what: line.what ?? '' })), ...done }, 200);
}

/** A calendar file of the school or its district: chosen, confirmed line by line, and only then saved. */
export default function CalendarImportPage() {
  const { school, kinds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('schoolTime');
  return (
    <>
      <PageHeading title={t('calendar-import.title')} lede={t('calendar-import.lede', { school: school.name })} trail={[{ to: `/calendar?school=${school.id}`, label: t('calendar.title') }]} />
      <div className="stack-5">
        {answer?.lines ? <CalendarLinesConfirm answer={{ ...answer, lines: answer.lines }} zone={school.zone} kinds={kinds} /> : (
          <Form method="post" encType="multipart/form-data" className="stack-4">
            <FieldFrame id="files" label={t('calendar-import.file')} hint={t('calendar-import.file.hint')} errors={answer?.wrong ? [t(`upload.${answer.wrong}`)] : undefined}>
              {(described, wrong) => <input id="files" name="files" type="file" required accept=".ics,.ical,text/calendar" className="input" aria-describedby={described} aria-invalid={wrong || undefined} />}
            </FieldFrame>
            <div><SubmitButton tone="primary" icon={FileUp}>{t('upload.read')}</SubmitButton></div>
          </Form>
        )}
      </div>
    </>
  );
}
