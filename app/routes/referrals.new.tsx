import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { AlreadyReferred } from '../referrals/already-referred.tsx';
import { NewReferralForm } from '../referrals/new-referral-form.tsx';
import { referralForm } from '../referrals/referral-form.ts';
import { referStudent } from '../referrals/refer-student.server.ts';
import { studentToRefer } from '../referrals/student-to-refer.server.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('referrals', 'new.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'referral.create');
  const asked = new URL(request.url).searchParams;
  const picked = asked.get('student');
  if (picked === null) throw redirect('/referrals/new/student');
  const id = z.uuid().safeParse(picked);
  const student = id.success ? await asActor(context.db, who.actor, 'referral.create', (tx) => studentToRefer(tx, id.data)) : null;
  if (!student) throw notFound();
  return { student, key: randomUUID() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'referral.create');
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: referralForm });
  if (submission.status !== 'success') return data({ errors: submission.error ?? {}, kept: keptOf(form), refused: null }, { status: 400 });
  const answer = await asActor(context.db, who.actor, 'referral.create', (tx) => referStudent(tx, submission.value));
  if (answer.ok) return redirect(answer.safetyEventId ? `/safety/${answer.safetyEventId}` : `/referrals/${answer.referralId}`);
  if (answer.reason === 'not-found') throw notFound();
  return data({ errors: {}, kept: keptOf(form), refused: answer }, { status: 409 });
}

/** What was typed, for drawing it again; `askedFor` may come several times. */
function keptOf(form: FormData) {
  const fields = Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  return { fields, askedFor: form.getAll('askedFor').map(String) };
}

export default function NewReferralPage() {
  const { student, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('referrals');
  const trail = [{ to: '/referrals', label: t('list.title') }];
  if (student.open) return <><PageHeading title={t('new.title')} trail={trail} /><AlreadyReferred name={student.name} referralId={student.open.id} /></>;
  return (
    <>
      <PageHeading title={t('new.of', { name: student.name })} lede={t('new.lede')} trail={trail} trailEnd={t('list.grade-at', { grade: student.grade ?? '', school: student.school })} />
      <NewReferralForm student={student} formKey={key} kept={answer?.kept} errors={answer?.errors ?? {}} refused={answer?.refused ?? null} />
    </>
  );
}
