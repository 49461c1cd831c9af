import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { LogIn } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { NextDoor } from '../ui/next-door.tsx';
import { linkProblemIn, type ShownProblem } from './link-problem.ts';

/** The boundary of the pages under an invitation's address: a link that does not open gets its own help, anything else the usual page. */
export function InvitationBoundary() {
  const error = useRouteError();
  const problem = isRouteErrorResponse(error) ? linkProblemIn(error.data) : null;
  return problem ? <LinkHelp problem={problem} /> : <ErrorPage error={error} />;
}

function LinkHelp({ problem }: { problem: ShownProblem }) {
  const t = useText('consent');
  return (
    <FamilyFrame zone="UTC">
      <NextDoor className="link-help__door" kind="shut" label={t('link.door')} />
      <div className="stack-4">
        <h1>{t(`link.${problem}.title`)}</h1>
        <p className="soft">{t(`link.${problem}.text`)}</p>
        <ButtonLink to="/sign-in/link" tone="primary" big wide icon={LogIn}>{t('link.sign-in')}</ButtonLink>
        <p className="small soft">{t('link.danger')}</p>
      </div>
    </FamilyFrame>
  );
}
