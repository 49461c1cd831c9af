import { Form } from '@remix-run/react';
import { RichText } from '../i18n/rich-text.tsx';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { LeftOut, Ranking } from '../ui/ranking.tsx';
import type { Match } from './match-student.server.ts';
import { useMatchWords } from './match-words.tsx';

/** Who fits a student, best first, with one form each that offers; who does not, each with one reason; and what would help most. */
export function CandidateList({ match }: { match: Match }) {
  const t = useText('matching');
  const words = useMatchWords(match.zone);
  const { ranked, excluded, wouldHelpMost } = match.ranking;
  const mayOffer = match.state === 'waiting';
  const nameOf = (id: string) => match.candidates[id]?.name ?? '';
  // Two agencies may engage the same therapist: only the agency tells the two apart.
  const withAgency = (id: string) => t('rank.of-agency', { name: nameOf(id), agency: match.candidates[id]?.agency ?? '' });
  const notNamed = [...new Set(excluded.flatMap(({ because, engagementId }) => (because.rule === 'not-released' ? [match.candidates[engagementId]?.agency ?? ''] : [])))];
  return (
    <div className="stack-5">
      {mayOffer && notNamed.length > 0 && (
        <Notice tone="needs">
          <p>{t('rank.not-released', { agencies: words.list(notNamed), name: match.name })}</p>
          <p><ButtonLink to={`/referrals/${match.referralId}/invitations`} prefetch="none">{t('rank.ask-again')}</ButtonLink></p>
        </Notice>
      )}
      {ranked.length === 0 ? <EmptyState title={t('rank.none')}>{t('rank.none.help')}</EmptyState> : (
        <Ranking ranked={ranked.map((entry, place) => ({
          key: entry.engagementId, name: withAgency(entry.engagementId), score: entry.score, sentence: words.sentence(entry.reasons),
          terms: entry.terms.map((term) => ({ key: term.name, label: t(`term.${term.name}`), weight: term.weight, score: term.value })),
          action: mayOffer && (
            <Form method="post">
              <input type="hidden" name="engagementId" value={entry.engagementId} />
              <SubmitButton tone={place === 0 ? 'primary' : 'normal'}>{t('rank.offer', { name: nameOf(entry.engagementId) })}<span className="sr"> ({match.candidates[entry.engagementId]?.agency})</span></SubmitButton>
            </Form>
          ),
        }))} />
      )}
      {excluded.length > 0 && (
        <LeftOut
          count={excluded.length} out={excluded.map((entry) => ({ key: entry.engagementId, name: withAgency(entry.engagementId), reason: words.out(entry.because, match.place, match.candidates[entry.engagementId]?.agency ?? '') }))}
          foot={wouldHelpMost && <RichText from="matching" k="rank.help-most" values={{ what: words.help(wouldHelpMost, nameOf(wouldHelpMost.engagementId)) }} />}
        />
      )}
    </div>
  );
}
