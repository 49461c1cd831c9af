import { LogIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import type { DemoPeople } from './demo-people.server.ts';
import { SharedDevice } from './shared-device.tsx';

/** The demo's people, by where they work, each a button that signs in as them and says what they will find. Works without a script. */
export function DemoDoors({ people, to }: { people: DemoPeople; to: string }) {
  const t = useText('identity');
  return (
    <form method="post" action="/sign-in/demo" className="demo-doors">
      <input type="hidden" name="to" value={to} />
      <SharedDevice />
      {people.organisations.map((organisation) => (
        <Section key={organisation.id} title={organisation.name} count={t(`kind.${organisation.kind}`)}>
          <ul className="doors-list">
            {organisation.people.map((person) => (
              <li key={person.membershipId}><Door name="membershipId" value={person.membershipId} who={person.name} what={<>{t(`role.${person.role}`)}: {t(`demo.finds.${person.role}`, { count: person.count })}</>} /></li>
            ))}
          </ul>
        </Section>
      ))}
      {people.guardians.length > 0 && (
        <Section title={t('demo.families')} count={t('demo.familiesHow')}>
          <ul className="doors-list">
            {people.guardians.map((guardian) => (
              <li key={guardian.personId}><Door name="guardianId" value={guardian.personId} who={guardian.name} what={<>{t('demo.guardianOf', { of: guardian.of })}: {t(`demo.finds.family.${guardian.finds}`)}</>} /></li>
            ))}
          </ul>
        </Section>
      )}
    </form>
  );
}

function Door({ name, value, who, what }: { name: string; value: string; who: string; what: ReactNode }) {
  return (
    <button className="door-button" name={name} value={value}>
      <span><b>{who}</b><span className="sub">{what}</span></span>
      <Icon of={LogIn} />
    </button>
  );
}
