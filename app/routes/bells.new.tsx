import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { BellsEditor } from '../school-time/bells-editor.tsx';
import { bellsForm, bellsToType, bellsTyped } from '../school-time/bells-form.ts';
import { bellsById } from '../school-time/bells.server.ts';
import { bellsRefusals, keepBells } from '../school-time/keep-bells.server.ts';
import { isToBeSeen, lookAtBells, type BellsAnswer } from '../school-time/look-at-bells.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('scheduling', 'bells.add');

/** The bells that the new ones replace from their first day on (`?replaces=`), if any; they begin with the same kinds of day. */
async function replacedBells(tx: Tx, schoolId: string, request: Request) {
  const asked = new URL(request.url).searchParams.get('replaces');
  if (asked === null) return null;
  const bells = await bellsById(tx, idParam({ asked }, 'asked'));
  if (bells?.schoolId !== schoolId) throw notFound();
  return bells;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  return asActor(context.db, who.actor, 'bell-schedule.read', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const zone = school.zone ?? who.zone;
    return { school, zone, replaced: await replacedBells(tx, school.id, request), today: (await nowOf(tx)).toZonedDateTimeISO(zone).toPlainDate().toString() };
  });
}

/** Saves new bells; those that would move appointments only after somebody saw which. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  const submission = parseWithZod(await request.formData(), { schema: bellsForm });
  const answer = (more: Partial<BellsAnswer>, status: number) => data<BellsAnswer>({ result: submission.reply(), refused: null, effect: null, seen: null, ...more }, { status });
  if (submission.status !== 'success') return answer({}, submission.status === 'error' ? 400 : 200);
  const typed = bellsTyped(submission.value);
  const kept = await refusing(bellsRefusals, () => asActor(context.db, who.actor, 'bell-schedule.change', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const bells = { ...typed, id: randomUUID(), replaces: (await replacedBells(tx, school.id, request))?.id ?? null };
    const effect = await lookAtBells(tx, { id: school.id, zone: school.zone ?? who.zone }, { kept: bells });
    const seen = seenOf(typed, effect);
    if (isToBeSeen(effect) && submission.value.seen !== seen) return { effect, seen };
    await keepBells(tx, school.id, bells);
    return school;
  }));
  if (!kept.ok) return answer({ refused: kept.reason }, 409);
  if ('effect' in kept.value) return answer(kept.value, 200);
  return redirect(`/bells?school=${kept.value.id}&done=kept`);
}

export default function NewBellsPage() {
  const { school, zone, replaced, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  const s = useText('schoolTime');
  const usual = { name: '', fromDate: today, lastDay: '', dayTypes: [{ name: t('bells.regular'), kind: 'regular' as const, weekdays: ['1', '2', '3', '4', '5'], periods: [{ name: '', from: '', until: '', bookable: 'on' }] }] };
  return (
    <>
      <PageHeading
        title={t('bells.add')} trail={[{ to: `/bells?school=${school.id}`, label: t('bells.title') }]}
        lede={replaced ? s('bells.replace.lede', { name: replaced.name }) : school.name}
      />
      <BellsEditor answer={answer} zone={zone} bells={replaced ? { ...bellsToType(replaced), name: '', fromDate: today > replaced.fromDate ? today : '' } : usual} />
    </>
  );
}
