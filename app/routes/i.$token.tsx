import { Outlet } from '@remix-run/react';
import { pageTitle } from '../i18n/page-title.ts';

export const handle = pageTitle('consent', 'page.title');

/** Around every page under an invitation's address: a link that does not open gets its help here. */
export { InvitationBoundary as ErrorBoundary } from '../consent/link-help.tsx';

export default function Invitation() {
  return <Outlet />;
}
