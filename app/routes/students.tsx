import type { LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { findStudents, studentsWithProposedGuardians, type FoundStudent } from '../roster/students.server.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';

export const handle = pageTitle('roster', 'find.title');

/** `?q=` finds by any part of a name; `?guardians=proposed` lists students with a guardian to confirm. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'student.search');
  const asked = new URL(request.url).searchParams;
  const query = (asked.get('q') ?? '').slice(0, 100);
  const proposed = asked.get('guardians') === 'proposed';
  if (!proposed && query.trim() === '') return { query, proposed, found: undefined };
  return asActor(context.db, who.actor, 'student.search', async (tx) => {
    const found = proposed ? await studentsWithProposedGuardians(tx) : await findStudents(tx, query);
    await record(tx, { action: 'student.searched', body: { count: found.length } });
    return { query, proposed, found };
  });
}

export default function StudentsPage() {
  const { query, proposed, found } = useLoaderData<typeof loader>();
  const live = useFetcher<typeof loader>();
  const t = useText('roster');
  const shown: FoundStudent[] | undefined = live.data?.found ?? found;
  return (
    <>
      <PageHeading title={t(proposed ? 'find.proposed' : 'find.title')} lede={shown && shown.length > 0 ? t('find.count', { count: shown.length }) : undefined} />
      <PersonPicker
        label={t('find.label')} action="/students" query={query} onQuery={(typed) => { if (typed.trim().length > 1) live.load(`/students?q=${encodeURIComponent(typed)}`); }}
        found={shown?.map((student) => ({
          key: student.id, name: student.name, to: `/students/${student.id}`,
          detail: student.school === null ? t('student.no-school') : student.grade === null ? student.school : t('student.grade-at', { grade: student.grade, school: student.school }),
        }))}
      />
      {shown?.length === 0 && <EmptyState title={t('find.none')}>{t('find.none.help')}</EmptyState>}
      {shown && shown.length >= 50 && <p className="small soft">{t('find.most', { count: shown.length })}</p>}
    </>
  );
}
