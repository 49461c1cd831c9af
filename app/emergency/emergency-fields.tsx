import { useText } from '../i18n/use-text.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { parties, threats } from './threats.ts';

interface EmergencyFieldsProps {
  /** What was typed before the form came back. */
  kept: { givenName: string; familyName: string; birthDate: string; threat: string; parties: readonly string[]; reason: string } | undefined;
  errors: Readonly<Record<string, string[] | null>> | null | undefined;
}

/** Who is meant, exactly; what the danger is; who is told; and why. Nothing is chosen beforehand. */
export function EmergencyFields({ kept, errors }: EmergencyFieldsProps) {
  const t = useText('emergency');
  const errorsOf = (field: string) => errors?.[field] ?? undefined;
  return (
    <>
      <div className="stack-3" role="group" aria-label={t('open.who')}>
        <TextField label={t('open.given')} hint={t('open.exact')} name="givenName" autoComplete="off" defaultValue={kept?.givenName} errors={errorsOf('givenName')} />
        <TextField label={t('open.family')} name="familyName" autoComplete="off" defaultValue={kept?.familyName} errors={errorsOf('familyName')} />
        <DateField label={t('open.born')} name="birthDate" autoComplete="off" defaultValue={kept?.birthDate} errors={errorsOf('birthDate')} />
      </div>
      <Choice legend={t('open.threat')} name="threat" options={threats.map((value) => ({ value, label: t(`threat.${value}`) }))} defaultValue={kept?.threat} errors={errorsOf('threat')} />
      <Checkboxes legend={t('open.parties')} hint={t('open.parties.hint')} name="parties" options={parties.map((value) => ({ value, label: t(`party.${value}`) }))} defaultValues={kept?.parties} errors={errorsOf('parties')} />
      <TextArea label={t('open.reason')} hint={t('open.reason.hint')} name="reason" rows={4} defaultValue={kept?.reason} errors={errorsOf('reason')} />
    </>
  );
}
