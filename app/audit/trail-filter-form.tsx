import { Form } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { asksForSomething, type TrailFilter } from './trail-filter.ts';

/** What is looked for: a form that leads to this page again, so that it works without a script and can be gone back to; no name stands in its address. */
export function TrailFilterForm({ filter }: { filter: TrailFilter }) {
  const t = useText('audit');
  return (
    <Form method="post" action="/trail/search" role="search" aria-label={t('filter.title')} className="stack-3" key={JSON.stringify(filter)}>
      {filter.studentId !== null && <input type="hidden" name="studentId" value={filter.studentId} />}
      <div className="fields">
        <TextField label={t('filter.student')} hint={t('filter.hint')} name="student" defaultValue={filter.student} autoComplete="off" />
        <TextField label={t('filter.person')} hint={t('filter.hint')} name="person" defaultValue={filter.person} autoComplete="off" />
        <DateField label={t('filter.day')} name="day" defaultValue={filter.day} />
        <Select
          label={t('filter.kind')} name="kind" defaultValue={filter.kind} empty={null}
          options={(['all', 'seen', 'done'] as const).map((kind) => ({ value: kind, label: t(`filter.kind.${kind}`) }))}
        />
      </div>
      <div className="row">
        <Button tone="primary" icon={Search}>{t('filter.find')}</Button>
        {asksForSomething(filter) && <ButtonLink to="/trail" tone="plain">{t('filter.clear')}</ButtonLink>}
      </div>
    </Form>
  );
}
