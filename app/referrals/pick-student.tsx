import { useText } from '../i18n/use-text.tsx';
import type { FoundStudent } from '../roster/students.server.ts';
import { PersonPicker } from '../ui/person-picker.tsx';

/** Whom is it about: students by any part of a name, each leading to the form. */
export function PickStudent({ query, found }: { query: string; found: readonly FoundStudent[] | null }) {
  const t = useText('referrals');
  return (
    <PersonPicker
      label={t('new.pick')} hint={t('new.pick.hint')} action="/referrals/new/student" query={query}
      found={found?.map((student) => ({ key: student.id, name: student.name, detail: student.grade && t('list.grade-at', { grade: student.grade, school: student.school ?? '' }), to: `/referrals/new?student=${student.id}` }))}
    />
  );
}
