import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { permissionGroups } from '../identity/permission-groups.ts';
import { PermissionTable } from '../identity/permission-table.tsx';
import { roles } from '../identity/permissions.ts';
import { reach } from '../identity/reach.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { Facts } from '../ui/facts.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('permissions', 'title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireMember(request, context, 'permission.read');
  return null;
}

/** The one table of who may do what, as it is; and whose records each role reaches. Nothing here can be changed. */
export default function PermissionsPage() {
  const t = useText('permissions');
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} />
      <div className="stack-5">
        <Section title={t('reach')}>
          <Facts wide facts={roles.map((role) => ({ key: role, name: t(`role.${role}`), value: t(`reach.${reach[role]}`) }))} />
          <p className="small soft">{t('reach.ends')}</p>
          <p className="small soft">{t('reach.emergency')}</p>
        </Section>
        {permissionGroups.map((group) => <Section key={group} title={t(`group.${group}`)}><div className="permissions"><PermissionTable group={group} /></div></Section>)}
      </div>
    </>
  );
}
