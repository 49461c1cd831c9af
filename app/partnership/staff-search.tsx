import { Form } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';

/** Finds people by any part of a name, those who no longer work here as well when asked to. No name stands in an address. */
export function StaffSearch({ at, asked: { name, past } }: { at: '/staff' | '/therapists'; asked: { name: string; past: boolean } }) {
  const t = useText('partnership');
  return (
    <Form method="post" action={`${at}/search`} className="stack-3" key={`${name} ${past}`}>
      <div className="row">
        <TextField label={t('staff.find')} type="search" name="q" defaultValue={name} autoComplete="off" />
        <Checkbox label={t('staff.find.past')} name="past" value="yes" defaultChecked={past} />
        <Button icon={Search}>{t('staff.find.do')}</Button>
      </div>
    </Form>
  );
}
