import { Check } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Icon } from '../ui/icon.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { actionsOf, type PermissionGroup } from './permission-groups.ts';
import { can, roles, type Action } from './permissions.ts';

/** Who may do the things of one part: an action a row, a role a column, a tick where they may. An empty field is a no. */
export function PermissionTable({ group }: { group: PermissionGroup }) {
  const t = useText('permissions');
  return (
    <DataTable<Action>
      caption={t(`group.${group}`)}
      rows={actionsOf(group)}
      rowKey={(action) => action}
      columns={[
        { key: 'action', header: t('action'), rowHeader: true, cell: (action) => t(`action.${action}`) },
        ...roles.map((role) => ({
          key: role,
          header: t(`role.${role}`),
          cell: (action: Action) => (can(role, action) ? <span><Icon of={Check} /><VisuallyHidden>{t('may')}</VisuallyHidden></span> : null),
        })),
      ]}
    />
  );
}
