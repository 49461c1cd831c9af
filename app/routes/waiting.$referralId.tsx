import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CalendarSearch, Undo2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { z } from '../http/schema.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { languageNames } from '../i18n/language-names.ts';
import { momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { RichText } from '../i18n/rich-text.tsx';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { makeOffer } from '../matching/make-offer.server.ts';
import { matchStudent, type Match } from '../matching/match-student.server.ts';
import { useMatchWords } from '../matching/match-words.tsx';
import { standingOffer, type StandingOffer } from '../matching/open-offer.server.ts';
import { Button, ButtonLink, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { LeftOut, Ranking } from '../ui/ranking.tsx';
import { Sheet } from '../ui/section.tsx';

export const handle = pageTitle('matching', 'waiting.title');

const offerForm = z.object({ therapistId: z.uuid() });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'match.read');
  const referralId = idParam(params, 'referralId');
  const answer = await asActor(context.db, who.actor, 'match.read', async (tx) => {
    const [found, offer] = [await matchStudent(tx, referralId), await standingOffer(tx, referralId)];
    if (!found) throw notFound();
    await record(tx, { action: 'match.read', ...(found.ok && { studentId: found.match.studentId }), subject: { kind: 'referral', id: referralId } });
    return { found, offer };
  });
  return { referralId, ...answer };
}

/** Offers the student to one therapist. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'offer.make');
  const referralId = idParam(params, 'referralId');
  const form = offerForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const made = await makeOffer(context.db, who.actor, { referralId, therapistId: form.data.therapistId, makeUrl: (offerId) => `${context.config.origin}/offers/${offerId}` });
  if (made.ok) return redirect(`/waiting/${referralId}`);
  if (made.reason === 'not-found') throw notFound();
  return data({ refused: made.reason }, { status: respondRefused(made).init?.status ?? 409 });
}

export default function MatchPage() {
  const { found, offer, referralId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('matching');
  if (!found.ok) return (
    <Sheet title={t('rank.title', { name: found.name })}>
      {found.reason === 'school-without-zone'
        ? <EmptyState title={t('rank.school-incomplete', { school: found.school })} action={<ButtonLink to={`/schools/${found.schoolId}`}>{t('rank.school-set')}</ButtonLink>}>{t('rank.school-incomplete.help')}</EmptyState>
        : <EmptyState title={t('rank.home-incomplete', { name: found.name })} action={<ButtonLink to={`/referrals/${referralId}`}>{found.name}</ButtonLink>} />}
    </Sheet>
  );
  return (
    <Who match={found.match}>
      {answer && <Notice tone="danger" role="alert"><b>{t(`refusal.${answer.refused}`)}</b></Notice>}
      {offer ? <Standing offer={offer} match={found.match} /> : <Ranked match={found.match} />}
    </Who>
  );
}

function Who({ match, children }: { match: Match; children: React.ReactNode }) {
  const t = useText('matching');
  const c = useText('caseload');
  const age = match.ageYears === null ? t('rank.age-unknown') : t('rank.age', { count: match.ageYears });
  const language = languageNames(useLanguage()).of(match.language);
  return (
    <Sheet title={t('rank.title', { name: match.name })} lede={t('rank.facts', { concern: c(`concern.${match.concern}`), age, language, place: c(`place.${match.place}`) })}>{children}</Sheet>
  );
}

function Standing({ offer, match }: { offer: StandingOffer; match: Match }) {
  const t = useText('matching');
  const when = momentText(offer.answerBy, match.zone, useLanguage(), 'dayTime');
  if (offer.state === 'accepted') return (
    <Notice tone="go"><b>{t('rank.accepted', { name: offer.therapist })}</b> {t('rank.accepted.help')} <ButtonLink to={`/referrals/${match.referralId}/booking`} tone="primary" icon={CalendarSearch}>{t('rank.find-time')}</ButtonLink></Notice>
  );
  return (
    <div className="stack-3">
      <Notice tone="go"><b>{t('rank.open', { name: offer.therapist, when })}</b> {t('rank.open.help')}</Notice>
      <ConfirmButton label={t('rank.take-back')} icon={Undo2} question={t('rank.take-back.question')}>
        <Form method="post" action={`/waiting/${match.referralId}/offer-withdrawal`}><Button tone="danger">{t('rank.take-back')}</Button></Form>
      </ConfirmButton>
    </div>
  );
}

function Ranked({ match }: { match: Match }) {
  const t = useText('matching');
  const words = useMatchWords(match.zone);
  const nameOf = (id: string) => match.therapists[id]?.name ?? '';
  const { ranked, excluded, wouldHelpMost } = match.ranking;
  const mayOffer = match.state === 'waiting';
  return (
    <div className="stack-5">
      {ranked.length === 0 ? <EmptyState title={t('rank.none')}>{t('rank.none.help')}</EmptyState> : (
        <Ranking ranked={ranked.map((entry, place) => ({
          key: entry.therapistId, name: nameOf(entry.therapistId), score: entry.score, sentence: words.sentence(entry.reasons),
          terms: entry.terms.map((term) => ({ key: term.name, label: t(`term.${term.name}`), weight: term.weight, score: term.value })),
          action: mayOffer && (
            <Form method="post">
              <input type="hidden" name="therapistId" value={entry.therapistId} />
              <SubmitButton tone={place === 0 ? 'primary' : 'normal'}>{t('rank.offer', { name: nameOf(entry.therapistId) })}</SubmitButton>
            </Form>
          ),
        }))} />
      )}
      {excluded.length > 0 && (
        <LeftOut
          count={excluded.length} out={excluded.map((entry) => ({ key: entry.therapistId, name: nameOf(entry.therapistId), reason: words.out(entry.because, match.place) }))}
          foot={wouldHelpMost && <RichText from="matching" k="rank.help-most" values={{ what: words.help(wouldHelpMost, nameOf(wouldHelpMost.therapistId)) }} />}
        />
      )}
    </div>
  );
}
