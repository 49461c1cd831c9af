import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Trash2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Member } from '../identity/who.ts';
import { BellsEditor } from '../school-time/bells-editor.tsx';
import { bellsForm, bellsToType, bellsTyped } from '../school-time/bells-form.ts';
import { bellsById } from '../school-time/bells.server.ts';
import { bellsRefusals, keepBells } from '../school-time/keep-bells.server.ts';
import { looksAfter } from '../school-time/school-asked.server.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle<'scheduling', { bells: { name: string } }>('scheduling', 'bells.one.title', (loaded) => ({ name: loaded.bells.name }));

async function bellsToChange(tx: Tx, who: Member, bellsId: string) {
  const bells = await bellsById(tx, bellsId);
  if (!bells || !looksAfter(who.organisation, bells.schoolId)) throw notFound();
  return bells;
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  return { bells: await asActor(context.db, who.actor, 'bell-schedule.read', (tx) => bellsToChange(tx, who, idParam(params, 'bellsId'))) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  const submission = parseWithZod(await request.formData(), { schema: bellsForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: submission.status === 'error' ? 400 : 200 });
  const kept = await refusing(bellsRefusals, () => asActor(context.db, who.actor, 'bell-schedule.change', async (tx) => {
    const bells = await bellsToChange(tx, who, idParam(params, 'bellsId'));
    await keepBells(tx, bells.schoolId, { id: bells.id, ...bellsTyped(submission.value) });
    return bells;
  }));
  if (!kept.ok) return data({ result: submission.reply(), refused: kept.reason }, { status: 409 });
  return redirect(`/bells?school=${kept.value.schoolId}&done=kept`);
}

export default function BellsOnePage() {
  const { bells } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  return (
    <>
      <PageHeading title={t('bells.one.title', { name: bells.name })} lede={t('bells.change.lede')} trail={[{ to: `/bells?school=${bells.schoolId}`, label: t('bells.title') }]} />
      <div className="stack-5">
        <BellsEditor bells={bellsToType(bells)} answer={answer} />
        <ConfirmButton label={t('bells.remove')} icon={Trash2} question={t('bells.remove.question')}>
          <Form method="post" action={`/bells/${bells.id}/removal`}><Button tone="danger">{t('bells.remove')}</Button></Form>
        </ConfirmButton>
      </div>
    </>
  );
}
