import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import { EmergencyLink } from '../emergency/emergency-link.tsx';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { CrisisLines, CrisisSteps } from '../safety/crisis-steps.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('safety', 'page.tab');

/** What to do, about nobody in particular: before a form is filled in, and for whoever raises an event that they may not read. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'safety-event.raise');
  const [school] = await asActor(context.db, who.actor, 'safety.steps', (tx) =>
    tx.execute<{ state: string | null; phone: string | null }>(sql`select state, phone from organisation where partnership_id = ctx_partnership() and id = ctx_organisation() and kind = 'school'`));
  return { state: school?.state ?? null, phone: school?.phone ?? null, raised: new URL(request.url).searchParams.has('raised'), mayOpen: can(who.role, 'emergency.open') };
}

export default function SafetyStepsPage() {
  const { state, phone, raised, mayOpen } = useLoaderData<typeof loader>();
  const t = useText('safety');
  return (
    <>
      <PageHeading title={t('steps.title')} lede={t('steps.lede')} />
      {raised && <Notice tone="go" role="status"><b>{t('steps.kept')}</b></Notice>}
      <div className="page-split"><CrisisSteps /><aside className="stack-5"><CrisisLines state={state} schoolPhone={phone} />{mayOpen && <EmergencyLink />}</aside></div>
    </>
  );
}
