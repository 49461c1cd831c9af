import { Form } from '@remix-run/react';
import { Mail } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { TimeText } from '../ui/time-text.tsx';

interface SignInStateProps {
  /** The page of people that this stands on: `/staff`, `/therapists`. */
  at: string;
  member: { membershipId: string; name: string; email: string | null; canSignIn: boolean; invitation: { until: string; isOver: boolean } | null };
}

/** Whether somebody can sign in, and what there is to do when they cannot: invite, invite again, take the invitation back. */
export function SignInState({ at, member: { membershipId, name, email, canSignIn, invitation } }: SignInStateProps) {
  const t = useText('partnership');
  if (canSignIn) return <>{t('staff.signs-in')}</>;
  if (!email) return <span className="soft">{t('staff.no-email')}</span>;
  const isOpen = invitation !== null && !invitation.isOver;
  return (
    <div className="stack-2">
      {invitation && <span className={invitation.isOver ? undefined : 'soft'}>{t(invitation.isOver ? 'staff.invitation-over' : 'staff.invited-until')} <TimeText at={invitation.until} form="day" /></span>}
      <div className="row row--tight">
        <Form method="post" action={`${at}/${membershipId}/invitation`}>
          <Button icon={Mail}>{t(invitation ? 'staff.invite-again' : 'staff.invite')}<span className="sr"> {name}</span></Button>
        </Form>
        {isOpen && (
          <Form method="post" action={`${at}/${membershipId}/invitation/withdrawal`}>
            <Button tone="plain">{t('staff.withdraw')}<span className="sr"> {name}</span></Button>
          </Form>
        )}
      </div>
    </div>
  );
}
