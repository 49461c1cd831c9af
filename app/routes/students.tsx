import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useFetcher, useLoaderData, useSearchParams, type ShouldRevalidateFunction } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { EmergencyLink } from '../emergency/emergency-link.tsx';
import { moreRows, nextRows, rowsToShow } from '../http/shown-rows.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { listStudents, noStudents } from '../roster/list-students.server.ts';
import { findStudents, studentsWithProposedGuardians } from '../roster/students.server.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';

export const handle = pageTitle('roster', 'find.title');

/** `?guardians=proposed` lists students with a guardian to confirm; `?show=` says how many of them. A name is never part of an address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'student.search');
  const asked = new URL(request.url).searchParams;
  const proposed = asked.get('guardians') === 'proposed';
  const list = proposed ? await asActor(context.db, who.actor, 'student.search', (tx) => listStudents(tx, rowsToShow(asked), (most) => studentsWithProposedGuardians(tx, most))) : noStudents;
  return { proposed, mayOpen: can(who.role, 'emergency.open'), query: '', ...list };
}

/**
 * Finds students by any part of a name. A search changes nothing and is sent as a form all the same: what is asked for would otherwise stand in the
 * address, and so in the browser's history and in logs (security check 20).
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'student.search');
  const asked = new URLSearchParams([...await request.formData()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const query = (asked.get('q') ?? '').slice(0, 100);
  if (query.trim() === '') return { query, ...noStudents };
  return { query, ...await asActor(context.db, who.actor, 'student.search', (tx) => listStudents(tx, rowsToShow(asked), (most) => findStudents(tx, query, most))) };
}

/** A search changes nothing that is on the page already. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) => (formAction === '/students' ? false : defaultShouldRevalidate);

export default function StudentsPage() {
  const { proposed, mayOpen, ...listed } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const live = useFetcher<typeof action>();
  const [search] = useSearchParams();
  const t = useText('roster');
  // While somebody types, the list is what they typed.
  const { query, found, more } = live.data ?? answered ?? listed;
  const isOfProposed = proposed && query === '';
  return (
    <>
      <PageHeading title={t(isOfProposed ? 'find.proposed' : 'find.title')} lede={found && found.length > 0 ? t(more ? 'find.first' : 'find.count', { count: found.length }) : undefined} />
      <div className="stack-3">
        <PersonPicker
          label={t('find.label')} action="/students" query={answered?.query ?? ''} onQuery={(typed) => { if (typed.trim().length > 1) live.submit({ q: typed }, { method: 'post', action: '/students' }); }}
          found={found?.map((student) => ({
            key: student.id, name: student.name, to: `/students/${student.id}`,
            detail: student.school === null ? t('student.no-school') : student.grade === null ? student.school : t('student.grade-at', { grade: student.grade, school: student.school }),
          }))}
        />
        {found && more && <Further {...{ query, isOfProposed, search }} shown={found.length} />}
      </div>
      <div className="stack-5">
        {found?.length === 0 && <EmptyState title={t('find.none')}>{t('find.none.help')}</EmptyState>}
        {mayOpen && !isOfProposed && <EmergencyLink />}
      </div>
    </>
  );
}

/** The rest of a long list: a link, or the same question asked for more. */
function Further({ query, isOfProposed, search, shown }: { query: string; isOfProposed: boolean; search: URLSearchParams; shown: number }) {
  const t = useText('roster');
  const [further, rows] = [moreRows(search, shown), nextRows(shown)];
  if (isOfProposed) return further && <p><ButtonLink to={further} preventScrollReset>{t('find.more')}</ButtonLink></p>;
  return rows && (
    <form method="post" action="/students">
      <input type="hidden" name="q" value={query} />
      <input type="hidden" name="show" value={rows} />
      <Button>{t('find.more')}</Button>
    </form>
  );
}
