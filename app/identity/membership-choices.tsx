import { Check, DoorOpen } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Icon } from '../ui/icon.tsx';
import type { MembershipChoice } from './memberships.server.ts';

/** The memberships to choose from, one tap each. `to` is where it leads; the person's first page unless given. */
export function MembershipChoices({ memberships, current, to }: { memberships: readonly MembershipChoice[]; current: string | null; to?: string }) {
  const t = useText('identity');
  return (
    <form method="post" action="/membership">
      {to && <input type="hidden" name="to" value={to} />}
      <ul className="doors-list">
        {memberships.map((one) => (
          <li key={one.id}>
            <button className="door-button" name="membershipId" value={one.id} aria-current={one.id === current || undefined}>
              <span><b>{one.organisation}</b><span className="sub">{t('membership.line', { role: t(`role.${one.role}`), partnership: one.partnership })}</span></span>
              <Icon of={one.id === current ? Check : DoorOpen} />
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
