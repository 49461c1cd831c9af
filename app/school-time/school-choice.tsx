import { Form } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import type { School } from './school-asked.server.ts';

/** Whose rooms or bells to see, for those who look after several schools. */
export function SchoolChoice({ schools, school }: { schools: readonly School[]; school: School | null }) {
  const t = useText('scheduling');
  if (schools.length === 0) return null;
  return (
    <Form method="get" className="row row--end">
      <Select label={t('school')} name="school" empty={null} defaultValue={school?.id} options={schools.map((one) => ({ value: one.id, label: one.name }))} />
      <Button>{t('school.show')}</Button>
    </Form>
  );
}
