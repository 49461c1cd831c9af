import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { DoorOpen } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { tellAgency } from '../consent/tell-agency.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { languageNames } from '../i18n/language-names.ts';
import { momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { acceptOffer } from '../matching/answer-offer.server.ts';
import { declineReasons } from '../matching/offer.ts';
import { offerToMe } from '../matching/offers.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Facts } from '../ui/facts.tsx';
import { NextStep } from '../ui/next-step.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { ScoreBars } from '../ui/ranking.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('matching', 'offer.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'offer.answer');
  const offer = await asActor(context.db, who.actor, 'offer.read', async (tx) => {
    const found = await offerToMe(tx, idParam(params, 'offerId'));
    if (found) await record(tx, { action: 'offer.read', subject: { kind: 'offer', id: found.id } });
    return found;
  });
  if (!offer) throw notFound();
  return { offer };
}

/** Taking the student. Saying no has its own address, with its reason. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'offer.answer');
  const taken = await acceptOffer(context.db, who.actor, idParam(params, 'offerId'), tellAgency);
  if (taken.ok) return redirect(`/referrals/${taken.value.referralId}`);
  if (taken.reason === 'not-found') throw notFound();
  const refused = respondRefused(taken);
  return data({ refused: taken.reason }, { status: refused.init?.status ?? 409 });
}

export default function OfferPage() {
  const { offer } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('matching');
  const c = useText('caseload');
  const language = useLanguage();
  const age = offer.ageYears === null ? t('rank.age-unknown') : t('rank.age', { count: offer.ageYears });
  const spoken = languageNames(language).of(offer.language);
  return (
    <>
      <PageHeading
        title={t('offer.heading', { age, concern: c(`concern.${offer.concern}`) })} trail={[{ to: '/offers', label: t('offers.title') }]}
        lede={t('offer.lede', { school: offer.school, language: spoken, place: c(`place.${offer.place}`) })}
      />
      {answer && <Notice tone="danger" role="alert"><b>{t(`refusal.${answer.refused}`)}</b></Notice>}
      <div className="page-split">
        <div className="stack-5">
          {offer.state === 'open'
            ? <Answer />
            : <Notice><b>{t(`offers.state.${offer.state}`)}</b></Notice>}
          <Section title={t('offer.fit')}>
            <ScoreBars terms={offer.terms.map((term) => ({ key: term.name, label: t(`term.${term.name}`), weight: term.weight, score: term.value }))} />
          </Section>
        </div>
        <Facts facts={[
          { name: t('offer.age'), value: age },
          { name: t('offer.concern'), value: c(`concern.${offer.concern}`) },
          { name: t('offer.how-soon'), value: t(`urgency.${offer.urgency}`) },
          { name: t('offer.language'), value: spoken },
          { name: t('offer.where'), value: c(`place.${offer.place}`) },
          { name: t('offer.school'), value: offer.school },
          { name: t('offer.agency'), value: offer.agency },
        ]} />
      </div>
    </>
  );
}

function Answer() {
  const { offer } = useLoaderData<typeof loader>();
  const t = useText('matching');
  const language = useLanguage();
  return (
    <>
      <NextStep
        title={t('offer.by', { when: momentText(offer.answerBy, offer.zone, language, 'dayTime') })} foot={t('offer.accept.note')}
        action={<Form method="post"><SubmitButton tone="primary" big icon={DoorOpen}>{t('offer.accept')}</SubmitButton></Form>}
      >
        {t('offer.by.help')}
      </NextStep>
      <Section title={t('offer.decline')}>
        <Form method="post" action={`/offers/${offer.id}/decline`} className="stack-4">
          <Choice legend={t('offer.because')} name="because" layout="list" required options={declineReasons.map((value) => ({ value, label: t(`offer.because.${value}`) }))} />
          <div><SubmitButton tone="danger">{t('offer.decline')}</SubmitButton></div>
        </Form>
      </Section>
    </>
  );
}
