import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { UserRoundX } from 'lucide-react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { whoCanSignIn } from '../identity/account.server.ts';
import { invitationsTo, inviteMember } from '../identity/invite-member.server.ts';
import { openRecoveries } from '../identity/recovery-requests.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { appointForm, appointable, rolesAt } from '../partnership/appoint-form.ts';
import { appointStaff } from '../partnership/appoint-staff.server.ts';
import { SignInState } from '../partnership/sign-in-state.tsx';
import { StaffSearch } from '../partnership/staff-search.tsx';
import { knownPeopleOf, knowsPerson, organisationsOf, staffOf } from '../partnership/staff.server.ts';
import { Button, ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { DateText, TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('partnership', 'staff.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const { searchParams } = new URL(request.url);
  const asked = { name: (searchParams.get('q') ?? '').trim().slice(0, 80), past: searchParams.has('past') };
  const page = await asActor(context.db, who.actor, 'staff.read', async (tx) => ({
    staff: await staffOf(tx, asked), invitations: await invitationsTo(tx), recoveries: await openRecoveries(tx), known: await knownPeopleOf(tx), organisations: await organisationsOf(tx),
  }));
  const canSignIn = await whoCanSignIn(context.authDb, context.config, page.staff.map(({ personId }) => personId));
  return {
    ...page,
    asked,
    staff: page.staff.map(({ personId, ...member }) => ({ ...member, canSignIn: canSignIn.has(personId), invitation: page.invitations.get(member.membershipId) ?? null })),
    recoveries: page.recoveries.map(({ id, name, places, askedAt }) => ({ id, name, places, askedAt })),
    demo: context.config.demo,
    done: dones.find((done) => searchParams.has(done)) ?? null,
  };
}

/** What a form that led back here has done. */
const dones = ['ended', 'invited', 'withdrawn', 'no-address', 'can-sign-in', 'confirmed', 'declined', 'last-administrator', 'nobody-else-signs-in'] as const;
const toneOf: Partial<Record<(typeof dones)[number], 'needs' | 'danger'>> = { 'no-address': 'needs', 'can-sign-in': 'needs', 'last-administrator': 'danger', 'nobody-else-signs-in': 'danger' };

const refusals = { one_membership_at_a_time: 'already', a_person_elsewhere_is_invited: 'elsewhere', a_demo_holds_only_made_up_people: 'not-made-up', one_engagement_at_a_time: 'engaged' } as const;

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const submission = parseWithZod(await request.formData(), { schema: appointForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null }, { status: 400 });
  const { personId, givenName = '', familyName = '', email = '', organisationId, role, madeUp = false, lastDay = null } = submission.value;
  const canSignIn = personId !== undefined && (await whoCanSignIn(context.authDb, context.config, [personId])).size > 0;
  const done = await refusing(refusals, () => asActor(context.db, who.actor, 'staff.change', async (tx) => {
    const organisation = (await organisationsOf(tx)).find((known) => known.id === organisationId);
    if (!organisation || (personId && !(await knowsPerson(tx, personId)))) throw notFound();
    if (!(rolesAt[organisation.kind] as readonly string[]).includes(role)) return 'role-not-there' as const;
    const from = (await nowOf(tx)).toZonedDateTimeISO(who.zone).toPlainDate().toString();
    if (lastDay !== null && lastDay < from) return 'over-already' as const;
    const appointed = await appointStaff(tx, { who: personId ? { personId } : { givenName, familyName, email, madeUp }, organisationId, role, from, lastDay });
    if (!canSignIn) await inviteMember(tx, context.config, appointed.membershipId);
    return 'appointed' as const;
  }));
  const outcome = done.ok ? done.value : done.reason;
  if (outcome === 'appointed') return data({ result: submission.reply({ resetForm: true }), outcome });
  return data({ result: submission.reply(), outcome }, { status: 409 });
}

export default function StaffPage() {
  const { staff, recoveries, done, asked } = useLoaderData<typeof loader>();
  const t = useText('partnership');
  const s = useText('shell');
  return (
    <>
      <PageHeading title={t('staff.title')} lede={t('staff.lede')} actions={<ButtonLink to="/permissions">{t('staff.permissions')}</ButtonLink>} />
      <div className="stack-5">
        {done && <Notice tone={toneOf[done] ?? 'go'} role={toneOf[done] === 'danger' ? 'alert' : 'status'}><b>{t(`staff.${done}`)}</b></Notice>}
        {recoveries.length > 0 && (
          <Section title={t('recovery.list')} count={recoveries.length} needs>
            <ul className="stack-2">
              {recoveries.map((one) => (
                <li key={one.id} className="row row--between">
                  <span><b>{one.name}</b><span className="sub">{one.places}{' · '}<TimeText at={one.askedAt} form="dayTime" /></span></span>
                  <ButtonLink to={`/recoveries/${one.id}`}>{t('recovery.open')}<span className="sr">: {one.name}</span></ButtonLink>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('staff.appoint')}><Appoint /></Section>
        <Section title={t('staff.table')} count={staff.length}>
          <StaffSearch asked={asked} />
          <DataTable
            caption={t('staff.table')} rows={staff} rowKey={(member) => member.membershipId} empty={<p className="soft">{t('staff.find.none')}</p>}
            columns={[
              { key: 'name', header: t('staff.name'), rowHeader: true, cell: (member) => <>{member.name}{member.email && <span className="sub">{member.email}</span>}</> },
              { key: 'role', header: t('staff.role'), cell: (member) => s(`role.${member.role}`) },
              { key: 'at', header: t('staff.at'), cell: (member) => member.organisation },
              { key: 'since', header: t('staff.since'), cell: (member) => <><DateText date={member.from} />{member.until && <span className="sub">{t('staff.until')} <DateText date={member.until} /></span>}</> },
              { key: 'sign-in', header: t('staff.sign-in'), cell: (member) => (member.isOver ? <span className="soft">{t('staff.over')}</span> : <SignInState member={member} />) },
              { key: 'end', header: t('staff.end'), quietHeader: true, cell: (member) => member.isOver ? null : (
                <ConfirmButton label={t('staff.end')} icon={UserRoundX} question={t('staff.end.question', { name: member.name })}>
                  <Form method="post" action={`/staff/${member.membershipId}/end`}><Button tone="danger">{t('staff.end.do')}</Button></Form>
                </ConfirmButton>
              ) },
            ]}
          />
        </Section>
      </div>
    </>
  );
}

function Appoint() {
  const { known, organisations, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('partnership');
  const s = useText('shell');
  const [form, fields] = useForm<z.input<typeof appointForm>>({ lastResult: answer?.result });
  const failed = answer?.outcome && answer.outcome !== 'appointed' ? answer.outcome : null;
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      {answer?.outcome === 'appointed' && <Notice tone="go" role="status"><b>{t('staff.appointed')}</b></Notice>}
      {failed && <Notice tone="danger" role="alert"><b>{t(`staff.${failed}`)}</b></Notice>}
      <div className="fields">
        <Select label={t('staff.organisation')} errors={fields.organisationId.errors} {...getSelectProps(fields.organisationId)} key={fields.organisationId.key} options={organisations.map((one) => ({ value: one.id, label: one.name }))} />
        <Select label={t('staff.role')} errors={fields.role.errors} {...getSelectProps(fields.role)} key={fields.role.key} options={appointable.map((role) => ({ value: role, label: s(`role.${role}`) }))} />
        <Select label={t('staff.who')} hint={t('staff.who.hint')} errors={fields.personId.errors} {...getSelectProps(fields.personId)} key={fields.personId.key} empty={t('staff.who.new')} options={known.map((one) => ({ value: one.personId, label: `${one.name} (${one.organisation})` }))} />
      </div>
      <div className="fields">
        <TextField label={t('staff.given')} errors={fields.givenName.errors} {...getInputProps(fields.givenName, { type: 'text' })} key={fields.givenName.key} />
        <TextField label={t('staff.family')} errors={fields.familyName.errors} {...getInputProps(fields.familyName, { type: 'text' })} key={fields.familyName.key} />
        <TextField label={t('staff.email')} errors={fields.email.errors} {...getInputProps(fields.email, { type: 'email' })} key={fields.email.key} />
        <DateField label={t('staff.last-day')} hint={t('staff.last-day.hint')} optional errors={fields.lastDay.errors} {...getInputProps(fields.lastDay, { type: 'date' })} key={fields.lastDay.key} />
      </div>
      {demo && <Checkbox label={t('staff.made-up')} name="madeUp" />}
      <div><SubmitButton tone="primary">{t('staff.appoint.do')}</SubmitButton></div>
    </Form>
  );
}
