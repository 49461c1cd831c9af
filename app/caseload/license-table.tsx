import { Form } from '@remix-run/react';
import { BadgeCheck, Trash2 } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Tag } from '../ui/tag.tsx';
import { DateText } from '../ui/time-text.tsx';
import type { HeldLicense } from './held-licenses.server.ts';

const toneOf = { 'in-force': 'ok', 'ends-soon': 'needs', ended: 'danger', later: 'line' } as const;

/** A therapist's licenses: how each stands, who saw it, and its removal when it was entered by mistake. `confirms`: the reader may say that they saw it. */
export function LicenseTable({ licenses, confirms = false }: { licenses: readonly HeldLicense[]; confirms?: boolean }) {
  const t = useText('caseload');
  return (
    <DataTable
      caption={t('license.title')} rows={licenses} rowKey={(license) => license.id} empty={<EmptyState title={t('license.none')}>{t('license.none.help')}</EmptyState>}
      columns={[
        { key: 'state', header: t('license.state'), rowHeader: true, cell: (license) => license.state },
        { key: 'kind', header: t('license.kind'), cell: (license) => t(`license.kind.${license.kind}`) },
        { key: 'number', header: t('license.number'), cell: (license) => license.number },
        { key: 'holds', header: t('license.last-day'), cell: (license) => license.lastDay && <DateText date={license.lastDay} /> },
        { key: 'standing', header: t('license.standing'), cell: (license) => <Tag tone={toneOf[license.standing]}>{t(`license.standing.${license.standing}`)}</Tag> },
        { key: 'seen', header: t('license.seen'), cell: (license) => license.verifiedOn
          ? <><DateText date={license.verifiedOn} />{license.verifiedBy && <span className="sub">{license.verifiedBy}</span>}</>
          : confirms
            ? <Form method="post" action={`/licenses/${license.id}/confirmation`}><Button icon={BadgeCheck}>{t('license.confirm')}<span className="sr">: {license.state}, {license.number}</span></Button></Form>
            : <span className="quiet">{t('license.unseen')}</span> },
        { key: 'remove', header: t('license.remove'), quietHeader: true, cell: (license) => (
          <ConfirmButton label={t('license.remove')} icon={Trash2} question={t('license.remove.question')}>
            <Form method="post" action={`/practice/licenses/${license.id}/removal`}><Button tone="danger">{t('license.remove')}</Button></Form>
          </ConfirmButton>
        ) },
      ]}
    />
  );
}
