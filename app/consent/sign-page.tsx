import { Form, Link, useParams } from '@remix-run/react';
import { Check, EyeOff, FileText, Phone, ShieldAlert, UserRound, Video, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { dateText } from '../i18n/moment-text.ts';
import { RichText } from '../i18n/rich-text.tsx';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { YesNo } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Brief } from '../ui/family-frame.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon, type LucideIcon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import type { InvitedPage } from './invited-page.ts';
import { purposes } from './purposes.ts';
import type { SignRefusal } from './sign-refusal.ts';

/** What is asked now: whose names the choices carry, the hash of the words behind them, and their language. */
export type Asked = { agencies: string; shown: string; language: string };

/** How the form came back: what was typed, and what is wrong with it by field. */
export type SentBack = { typed: Readonly<Record<string, unknown>>; wrong: Readonly<Record<string, string[] | null>> };

/** The whole request on one page: in a few words, then each choice, then the signature. Works without a script. */
export function SignPage({ page, asked, refused, back }: { page: InvitedPage; asked: Asked; refused: SignRefusal | null; back: SentBack | null }) {
  const t = useText('consent');
  const { student, guardian, counselor, school } = page;
  return (
    <>
      <header className="stack-2">
        <h1>{t('page.heading', { student })}</h1>
        <p className="soft">{t('page.greeting', { guardian, counselor, school })}</p>
      </header>
      {refused && <Notice tone="danger" role="alert"><b>{t(`refusal.${refused}`, { student })}</b> {t(`refusal.${refused}.help`, { counselor })}</Notice>}
      <InFewWords student={student} />
      <SignForm page={page} asked={asked} back={back} />
    </>
  );
}

function InFewWords({ student }: { student: string }) {
  const t = useText('consent');
  const line = (icon: LucideIcon, text: ReactNode) => <li><Icon of={icon} /><span>{text}</span></li>;
  const { token = '' } = useParams();
  return (
    <Brief title={t('brief.title')} foot={<Link className="filelink" to={`/i/${token}/text`}><Icon of={FileText} />{t('brief.all', { count: purposes.length })}</Link>}>
      {line(Video, <RichText from="consent" k="brief.what" values={{ student }} />)}
      {line(Check, <RichText from="consent" k="brief.cost" />)}
      {line(EyeOff, <RichText from="consent" k="brief.private" values={{ student }} />)}
      {line(ShieldAlert, t('brief.danger', { student }))}
      {line(X, <RichText from="consent" k="brief.free" values={{ student }} />)}
    </Brief>
  );
}

function SignForm({ page, asked, back }: { page: InvitedPage; asked: Asked; back: SentBack | null }) {
  const t = useText('consent');
  const { token = '' } = useParams();
  const { student, counselor } = page;
  const typed = (name: string) => { const value = back?.typed[name]; return typeof value === 'string' ? value : undefined; };
  const wrong = (name: string) => back?.wrong[name] ?? undefined;
  const names = { student, agencies: asked.agencies };
  const labelOf = (field: string) => (field === 'name' ? t('sign.name') : field === 'understood' ? t(`sign.understood.${page.relationship}`, { student }) : t(`decide.${field as 'service'}`, names));
  const problems = [...purposes, 'name', 'understood'].filter((field) => wrong(field)).map((field) => ({ fieldId: `answer-${field}`, label: labelOf(field) }));
  return (
    <Form method="post" className="stack-4" aria-labelledby="decide" noValidate>
      <input type="hidden" name="shown" value={asked.shown} />
      <input type="hidden" name="language" value={asked.language} />
      <header className="stack-1">
        <h2 id="decide">{t('decide.title')}</h2>
        <p className="small soft">{t('decide.lede')}</p>
      </header>
      <ErrorSummary problems={problems} />
      {purposes.map((purpose, at) => (
        <div key={purpose} id={`answer-${purpose}`}>
          <YesNo
            number={at + 1} name={purpose} required legend={t(`decide.${purpose}`, names)} defaultValue={typed(purpose)} errors={wrong(purpose)}
            hint={<>{t(`decide.${purpose}.hint`, names)} <Link to={`/i/${token}/text#${purpose}`}>{t('decide.read')}</Link></>}
          />
        </div>
      ))}
      <section className="sign stack-3" aria-labelledby="signature">
        <h2 id="signature">{t('sign.title')}</h2>
        <Notice tone="go" icon={UserRound}><RichText from="consent" k="sign.enough" values={{ student }} parts={{ link: <Link to={`/i/${token}/talk`} /> }} /></Notice>
        <TextField id="answer-name" className="input--sign" name="name" autoComplete="name" required label={t('sign.name')} hint={t('sign.name.hint', { counselor })} defaultValue={typed('name')} errors={wrong('name')} />
        <Checkbox id="answer-understood" name="understood" required label={t(`sign.understood.${page.relationship}`, { student })} defaultChecked={typed('understood') === 'on'} errors={wrong('understood')} />
        <SubmitButton tone="primary" big wide>{t('sign.button')}</SubmitButton>
        <Foot lastDay={page.lastDay} />
      </section>
      <div className="stack-2">
        <ButtonLink wide icon={Phone} to={`/i/${token}/talk`}>{t('sign.talk')}</ButtonLink>
        <ButtonLink tone="plain" wide to={`/i/${token}/decline`}>{t('sign.decline')}</ButtonLink>
      </div>
    </Form>
  );
}

function Foot({ lastDay }: { lastDay: string }) {
  const t = useText('consent');
  return <p className="small quiet">{t('sign.foot', { until: dateText(lastDay, useLanguage()) })}</p>;
}
