import { Form, Link } from '@remix-run/react';
import { UserRoundX } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { DateText } from '../ui/time-text.tsx';
import { SignInState } from './sign-in-state.tsx';
import type { ListedMember } from './staff-page.server.ts';

interface StaffTableProps {
  /** The page that this stands on: its forms lie under it. */
  at: '/staff' | '/therapists';
  staff: readonly ListedMember[];
  caption: string;
  /** Whether the reader may look at therapists' time: their names lead there. */
  seesTime?: boolean;
  /** Further columns, before the last. */
  more?: readonly Column<ListedMember>[];
}

/** Who works where, since when, how they sign in; and the end of their role. */
export function StaffTable({ at, staff, caption, seesTime = false, more = [] }: StaffTableProps) {
  const t = useText('partnership');
  const s = useText('shell');
  return (
    <DataTable
      caption={caption} rows={staff} rowKey={(member) => member.membershipId} empty={<p className="soft">{t('staff.find.none')}</p>}
      columns={[
        { key: 'name', header: t('staff.name'), rowHeader: true, cell: (member) => <>{seesTime && member.therapistId ? <Link to={`/therapists/${member.therapistId}/time`}>{member.name}</Link> : member.name}{member.email && <span className="sub">{member.email}</span>}</> },
        ...(at === '/staff' ? [
          { key: 'role', header: t('staff.role'), cell: (member: ListedMember) => s(`role.${member.role}`) },
          { key: 'at', header: t('staff.at'), cell: (member: ListedMember) => member.organisation },
        ] : []),
        { key: 'since', header: t('staff.since'), cell: (member) => <><DateText date={member.from} />{member.until && <span className="sub">{t('staff.until')} <DateText date={member.until} /></span>}</> },
        { key: 'sign-in', header: t('staff.sign-in'), cell: (member) => (member.isOver ? <span className="soft">{t('staff.over')}</span> : <SignInState at={at} member={member} />) },
        ...more,
        {
          key: 'address', header: t('address.title'), quietHeader: true,
          cell: (member) => !member.isOver && <ButtonLink to={`${at}/${member.membershipId}/address`}>{t('address.change')}<span className="sr">: {member.name}</span></ButtonLink>,
        },
        { key: 'end', header: t('staff.end'), quietHeader: true, cell: (member) => member.isOver ? null : (
          <ConfirmButton label={t('staff.end')} icon={UserRoundX} question={t('staff.end.question', { name: member.name })}>
            <Form method="post" action={`${at}/${member.membershipId}/end`}><Button tone="danger">{t('staff.end.do')}</Button></Form>
          </ConfirmButton>
        ) },
      ]}
    />
  );
}
