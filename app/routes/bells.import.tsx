import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { FileUp } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { calendarText } from '../calendars/calendar-text.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Member } from '../identity/who.ts';
import { readBellPlus } from '../school-time/bell-plus.ts';
import { BellsFileCheck } from '../school-time/bells-file-check.tsx';
import { BELL_FILE_BYTES, bellFilesAmong, bellsImportForm, filesSent } from '../school-time/bells-import-form.ts';
import { importBells, lookAtBellsFile, type BellsLook } from '../school-time/import-bells.server.ts';
import { bellsRefusals } from '../school-time/keep-bells.server.ts';
import { schoolAsked, schoolOnItsClock } from '../school-time/school-asked.server.ts';
import { uploadedFiles } from '../school-time/uploaded-files.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { FieldFrame } from '../ui/field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('schoolTime', 'bells-import.title');

const theSchool = async (tx: Tx, who: Member, request: Request) => schoolOnItsClock(tx, who, await schoolAsked(tx, who.organisation, request));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  return asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => ({ school: await theSchool(tx, who, request) }));
}

interface Answer {
  wrong: 'nothing-chosen' | 'too-large' | 'no-bells' | null;
  refused: (typeof bellsRefusals)[keyof typeof bellsRefusals] | null;
  result: SubmissionResult | null;
  look: BellsLook | null;
}
const answered = (more: Partial<Answer>, status: number) => data<Answer>({ wrong: null, refused: null, result: null, look: null, ...more }, { status });

/** Reads the files, shows what they say, what they leave open and what they would do; saves what was looked at. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const uploaded = await uploadedFiles(request, BELL_FILE_BYTES);
    if (!uploaded.ok) return answered({ wrong: uploaded.reason }, uploaded.reason === 'too-large' ? 413 : 400);
    const files = bellFilesAmong(uploaded.files.map(({ name, bytes }) => ({ name, text: calendarText(bytes) })));
    if (!files) return answered({ wrong: 'no-bells' }, 400);
    const look = await asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => {
      const school = await theSchool(tx, who, request);
      return lookAtBellsFile(tx, school, { ...files, name: readBellPlus(files).school?.slice(0, 40) ?? school.name, fromDate: school.today, lastDay: null });
    });
    return answered({ look }, 200);
  }
  const submission = parseWithZod(await request.formData(), { schema: bellsImportForm });
  if (submission.status !== 'success') {
    const files = filesSent(submission.payload);
    if (!files) return answered({ wrong: 'nothing-chosen' }, 400);
    const look = await asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => {
      const school = await theSchool(tx, who, request);
      return lookAtBellsFile(tx, school, { ...files, name: school.name, fromDate: z.iso.date().catch(school.today).parse(submission.payload['fromDate']), lastDay: null });
    });
    return answered({ result: submission.reply(), look }, 400);
  }
  const { seen, save, lastDay = null, ...typed } = submission.value;
  const toImport = { ...typed, lastDay };
  const done = await refusing(bellsRefusals, () => asActor(context.db, who.actor, 'bell-schedule.change', async (tx) => {
    const school = await theSchool(tx, who, request);
    const look = await lookAtBellsFile(tx, school, toImport);
    if (save === undefined || seen !== look.seen) return { look };
    await importBells(tx, school.id, toImport);
    return { saved: school.id };
  }));
  if (done.ok && 'saved' in done.value) return redirect(`/bells?school=${done.value.saved}&done=kept`);
  if (done.ok) return answered({ look: done.value.look, result: submission.reply() }, 200);
  const look = await asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => lookAtBellsFile(tx, await theSchool(tx, who, request), toImport));
  return answered({ refused: done.reason, look, result: submission.reply() }, 409);
}

/** A school's own bell files: chosen, looked at, and only then saved. */
export default function BellsImportPage() {
  const { school } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('schoolTime');
  const b = useText('scheduling');
  return (
    <>
      <PageHeading title={t('bells-import.title')} lede={t('bells-import.lede', { school: school.name })} trail={[{ to: `/bells?school=${school.id}`, label: b('bells.title') }]} />
      <div className="stack-5">
        {answer?.look ? <BellsFileCheck key={answer.look.seen} look={answer.look} zone={school.zone} result={answer.result} refused={answer.refused} /> : (
          <Form method="post" encType="multipart/form-data" className="stack-4">
            <FieldFrame id="files" label={t('bells-import.files')} hint={t('bells-import.files.hint')} errors={answer?.wrong ? [t(`upload.${answer.wrong}`)] : undefined}>
              {(described, wrong) => <input id="files" name="files" type="file" multiple required accept=".bell,.txt,.json" className="input" aria-describedby={described} aria-invalid={wrong || undefined} />}
            </FieldFrame>
            <div><SubmitButton tone="primary" icon={FileUp}>{t('upload.read')}</SubmitButton></div>
          </Form>
        )}
      </div>
    </>
  );
}
