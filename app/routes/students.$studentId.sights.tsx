import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { Search } from 'lucide-react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { OtherLooksTable, SightTable } from '../audit/sight-table.tsx';
import { sightWindow } from '../audit/sight-window.ts';
import { partnershipZone, sightsOf, withTrailOf } from '../audit/sights.server.ts';
import { trailOfPath } from '../audit/trail-search.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { zoneText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { studentRecord } from '../roster/students.server.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('accounting', 'sights.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'sights.read');
  const studentId = idParam(params, 'studentId');
  return asActor(context.db, who.actor, 'sights.read', async (tx) => {
    const student = await studentRecord(tx, studentId);
    if (!student) throw notFound();
    const [zone, now] = [await partnershipZone(tx), await nowOf(tx)];
    const { asked, ...window } = sightWindow(new URL(request.url).searchParams, zone, now.epochMilliseconds);
    const sights = window.wrong ? null : withTrailOf(await sightsOf(tx, studentId, asked), (name) => trailOfPath(context.config, studentId, name));
    await record(tx, { action: 'sights.read', studentId });
    return { student: { id: student.id, name: student.name }, zone, now: now.toString(), window, sights };
  });
}

/** Who could have seen this record between two moments, and who did. */
export default function SightsPage() {
  const { student, window, sights, zone } = useLoaderData<typeof loader>();
  const t = useText('accounting');
  const r = useText('roster');
  return (
    <>
      <PageHeading
        title={t('sights.title')} lede={t('sights.lede', { name: student.name })}
        trail={[{ to: '/students', label: r('find.title') }, { to: `/students/${student.id}`, label: student.name }]}
      />
      <div className="stack-5">
        <Section title={t('sights.ask')}><Asked key={`${window.from} ${window.until}`} /></Section>
        {sights && (
          <Section title={t('sights.people')} count={sights.sights.length || undefined}>
            <div className="stack-3">
              {sights.sights.length === 0 ? <EmptyState title={t('sights.none')} /> : <SightTable sights={sights.sights} zone={zone} />}
              {sights.sinceBefore && <Notice>{t('sights.before-kept')}</Notice>}
              <p className="small soft">{t('sights.devices')}</p>
            </div>
          </Section>
        )}
        {sights && sights.others.length > 0 && (
          <Section title={t('sights.others')} count={sights.others.length}>
            <p className="small soft">{t('sights.others.lede')}</p>
            <OtherLooksTable others={sights.others} zone={zone} />
          </Section>
        )}
      </div>
    </>
  );
}

/** A plain form whose answer is this page again: it works without a script and can be gone back to. */
function Asked() {
  const { window, zone, now } = useLoaderData<typeof loader>();
  const t = useText('accounting');
  const clock = t('sights.clock', { zone: zoneText(now, zone, useLanguage()) });
  return (
    <Form method="get" className="stack-3">
      <div className="fields">
        <TextField type="datetime-local" label={t('sights.from')} hint={clock} name="from" defaultValue={window.from} required />
        <TextField type="datetime-local" label={t('sights.until')} hint={clock} name="until" defaultValue={window.until} required errors={window.wrong ? [t('sights.wrong')] : undefined} />
      </div>
      <div className="row"><Button tone="primary" icon={Search}>{t('sights.show')}</Button></div>
    </Form>
  );
}
