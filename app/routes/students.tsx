import type { LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useSearchParams } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { EmergencyLink } from '../emergency/emergency-link.tsx';
import { moreRows, rowsToShow } from '../http/shown-rows.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { findStudents, studentsWithProposedGuardians, type FoundStudent } from '../roster/students.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';

export const handle = pageTitle('roster', 'find.title');

/** `?q=` finds by any part of a name; `?guardians=proposed` lists students with a guardian to confirm; `?show=` says how many of them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'student.search');
  const asked = new URL(request.url).searchParams;
  const query = (asked.get('q') ?? '').slice(0, 100);
  const proposed = asked.get('guardians') === 'proposed';
  const mayOpen = can(who.role, 'emergency.open');
  if (!proposed && query.trim() === '') return { query, proposed, mayOpen, found: undefined, more: false };
  return asActor(context.db, who.actor, 'student.search', async (tx) => {
    const most = rowsToShow(asked);
    const some = proposed ? await studentsWithProposedGuardians(tx, most + 1) : await findStudents(tx, query, most + 1);
    const found = some.slice(0, most);
    await record(tx, { action: 'student.searched', body: { count: found.length } });
    return { query, proposed, mayOpen, found, more: some.length > most };
  });
}

export default function StudentsPage() {
  const loaded = useLoaderData<typeof loader>();
  const { query, proposed, mayOpen } = loaded;
  const live = useFetcher<typeof loader>();
  const [search] = useSearchParams();
  const t = useText('roster');
  // While somebody types, the list is what they typed; once the page itself is asked that, it is the page's.
  const answer = live.data?.found && live.data.query !== query ? live.data : loaded;
  const shown: FoundStudent[] | undefined = answer.found;
  const further = shown && answer.more ? moreRows(answer === loaded ? search : new URLSearchParams({ q: answer.query }), shown.length) : null;
  return (
    <>
      <PageHeading title={t(proposed ? 'find.proposed' : 'find.title')} lede={shown && shown.length > 0 ? t(answer.more ? 'find.first' : 'find.count', { count: shown.length }) : undefined} />
      <div className="stack-3">
        <PersonPicker
          label={t('find.label')} action="/students" query={query} onQuery={(typed) => { if (typed.trim().length > 1) live.load(`/students?q=${encodeURIComponent(typed)}`); }}
          found={shown?.map((student) => ({
            key: student.id, name: student.name, to: `/students/${student.id}`,
            detail: student.school === null ? t('student.no-school') : student.grade === null ? student.school : t('student.grade-at', { grade: student.grade, school: student.school }),
          }))}
        />
        {further && <p><ButtonLink to={further} preventScrollReset>{t('find.more')}</ButtonLink></p>}
      </div>
      <div className="stack-5">
        {shown?.length === 0 && <EmptyState title={t('find.none')}>{t('find.none.help')}</EmptyState>}
        {mayOpen && !proposed && <EmergencyLink />}
      </div>
    </>
  );
}
