import { languageNames } from '../i18n/language-names.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '../i18n/languages.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { Decider } from '../consent/who-may-decide.server.ts';
import { Checkboxes } from '../ui/checkbox.tsx';

/** Guardians with the right to decide, to be ticked; the only one there is comes ticked. Says in which language each is written to, and when that is not theirs. */
export function GuardianTicks({ guardians }: { guardians: readonly Decider[] }) {
  const t = useText('referrals');
  const r = useText('roster');
  const language = useLanguage();
  const names = languageNames(language);
  const notes = (guardian: Decider) => [
    t(guardian.mail ? 'ask.by-mail' : 'ask.by-letter', { language: names.of(isLanguage(guardian.language) ? guardian.language : FALLBACK_LANGUAGE) }),
    !isLanguage(guardian.language) && t('ask.not-written', { language: names.of(guardian.language) }),
    guardian.courtOrder && t('ask.court-order'),
    (guardian.openRequest === 'sent' || guardian.openRequest === 'viewed') && t('ask.open'),
    guardian.openRequest === 'signed' && t('ask.signed'),
  ].filter((note) => note !== false);
  return (
    <Checkboxes
      legend={t('ask.who')} name="guardian" defaultValues={guardians.length === 1 ? guardians.map(({ guardianId }) => guardianId) : []}
      options={guardians.map((guardian) => ({
        value: guardian.guardianId,
        label: <><b>{guardian.name}</b>, {r(`relationship.${guardian.relationship}`).toLocaleLowerCase(language)}<span className="small soft block">{notes(guardian).join('. ')}</span></>,
      }))}
    />
  );
}
