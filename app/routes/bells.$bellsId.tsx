import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CopyPlus, Trash2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Member } from '../identity/who.ts';
import { BellsEffectView } from '../school-time/bells-effect-view.tsx';
import { BellsEditor } from '../school-time/bells-editor.tsx';
import { bellsForm, bellsToType, bellsTyped } from '../school-time/bells-form.ts';
import { bellsById } from '../school-time/bells.server.ts';
import { bellsRefusals, keepBells } from '../school-time/keep-bells.server.ts';
import { isToBeSeen, lookAtBells, type BellsAnswer } from '../school-time/look-at-bells.server.ts';
import { looksAfter, zoneOfSchool } from '../school-time/school-asked.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle<'scheduling', { bells: { name: string } }>('scheduling', 'bells.one.title', (loaded) => ({ name: loaded.bells.name }));

async function bellsToChange(tx: Tx, who: Member, bellsId: string) {
  const bells = await bellsById(tx, bellsId);
  if (!bells || !looksAfter(who.organisation, bells.schoolId)) throw notFound();
  return bells;
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  return asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => {
    const bells = await bellsToChange(tx, who, idParam(params, 'bellsId'));
    const zone = (await zoneOfSchool(tx, bells.schoolId)) ?? who.zone;
    const removal = await lookAtBells(tx, { id: bells.schoolId, zone }, { removed: bells.id });
    return { bells, zone, removal, seen: seenOf({ removed: bells.id }, removal), changed: new URL(request.url).searchParams.has('look') };
  });
}

/** Saves the bells; those that would move appointments only after somebody saw which. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  const submission = parseWithZod(await request.formData(), { schema: bellsForm });
  const answer = (more: Partial<BellsAnswer>, status: number) => data<BellsAnswer>({ result: submission.reply(), refused: null, effect: null, seen: null, ...more }, { status });
  if (submission.status !== 'success') return answer({}, submission.status === 'error' ? 400 : 200);
  const typed = bellsTyped(submission.value);
  const kept = await refusing(bellsRefusals, () => asActor(context.db, who.actor, 'bell-schedule.change', async (tx) => {
    const bells = await bellsToChange(tx, who, idParam(params, 'bellsId'));
    const effect = await lookAtBells(tx, { id: bells.schoolId, zone: (await zoneOfSchool(tx, bells.schoolId)) ?? who.zone }, { kept: { ...typed, id: bells.id } });
    const seen = seenOf(typed, effect);
    if (isToBeSeen(effect) && submission.value.seen !== seen) return { effect, seen };
    await keepBells(tx, bells.schoolId, { id: bells.id, ...typed });
    return bells;
  }));
  if (!kept.ok) return answer({ refused: kept.reason }, 409);
  if ('effect' in kept.value) return answer(kept.value, 200);
  return redirect(`/bells?school=${kept.value.schoolId}&done=kept`);
}

export default function BellsOnePage() {
  const { bells, zone, removal, seen, changed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  const s = useText('schoolTime');
  return (
    <>
      <PageHeading
        title={t('bells.one.title', { name: bells.name })} lede={t('bells.change.lede')} trail={[{ to: `/bells?school=${bells.schoolId}`, label: t('bells.title') }]}
        actions={<ButtonLink to={`/bells/new?school=${bells.schoolId}&replaces=${bells.id}`} icon={CopyPlus}>{s('bells.replace')}</ButtonLink>}
      />
      <div className="stack-5">
        {changed && !answer && <Notice tone="needs" role="alert"><b>{s('bells.look-again')}</b></Notice>}
        <BellsEditor bells={bellsToType(bells)} answer={answer} zone={zone} />
        <ConfirmButton label={t('bells.remove')} icon={Trash2} question={t('bells.remove.question')}>
          <BellsEffectView effect={removal} zone={zone} />
          <Form method="post" action={`/bells/${bells.id}/removal`}>
            <input type="hidden" name="seen" value={seen} />
            <Button tone="danger">{t('bells.remove')}</Button>
          </Form>
        </ConfirmButton>
      </div>
    </>
  );
}
