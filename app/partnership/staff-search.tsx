import { Search } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';

/** Finds people by any part of a name, those who no longer work here as well when asked to. */
export function StaffSearch({ at, asked: { name, past } }: { at: string; asked: { name: string; past: boolean } }) {
  const t = useText('partnership');
  return (
    <form method="get" action={at} className="stack-3">
      <div className="row">
        <TextField label={t('staff.find')} type="search" name="q" defaultValue={name} autoComplete="off" />
        <Checkbox label={t('staff.find.past')} name="past" value="yes" defaultChecked={past} />
        <Button icon={Search}>{t('staff.find.do')}</Button>
      </div>
    </form>
  );
}
