import { demoZone, momentOn, schoolDaysBefore } from './demo-calendar.ts';
import type { Life } from './diary.ts';
import type { Step, Story } from './stories/story.ts';
import { accept, book, cancel, decline, letOfferRunOut, offer } from './tell-care.server.ts';
import { openInEmergency, review } from './tell-emergency.server.ts';
import { askFamily, declineAsFamily, mailComesBack, needInterpreter, sayWhereHomeIs, sign, sitIn, talkFirst, withdraw } from './tell-family.server.ts';
import { close, raiseDanger, refer, resolveDanger, takeDangerOn, triage } from './tell-referral.server.ts';
import { findNobody, holdVisit } from './tell-visit.server.ts';
import type { Telling } from './telling.ts';

const [atSchool, atHome] = ['10:20', '18:40'];

/**
 * When people do it, on the school's clock; a step without an hour takes place when what it is about does. Two hours for all, so that many act at
 * the same moment: each time the clock is moved, the database forgets how it meant to answer every question.
 */
const hours: Readonly<Record<Step['did'], string | undefined>> = {
  refer: atSchool, 'raise-danger': atSchool, acknowledge: atSchool, resolve: atSchool, 'open-emergency': atSchool, 'review-emergency': atHome, 'home-is': atSchool, triage: atSchool, 'ask-family': atSchool, 'mail-comes-back': atSchool,
  'need-interpreter': atSchool, 'sit-in': atHome, offer: atSchool, accept: atSchool, decline: atSchool, book: atSchool, cancel: atSchool, close: atSchool,
  'family-talks': atHome, 'family-signs': atHome, 'family-declines': atHome, 'family-withdraws': atHome,
  'offer-runs-out': undefined, 'hold-visit': undefined, 'find-nobody': undefined,
};

/** Whoever books takes a time that others want too: one at a time, so that it is the same time always. */
const inTurn: ReadonlySet<Step['did']> = new Set(['book']);

/** One student's story, lived through the product's own functions, each step on its own day and as the person who takes it. */
export function lifeOf(story: Story, about: Omit<Telling, 'until' | 'student' | 'so'>): Life {
  return async (until) => {
    const telling: Telling = { ...about, until, student: { name: story.student, ...about.cast.student(story.student) }, so: {} };
    for (const step of story.lived) {
      const hour = hours[step.did];
      if (hour) await until(momentOn(schoolDaysBefore(about.today, step.back), hour), inTurn.has(step.did) ? 'in-turn' : 'together');
      try {
        await take(telling, step);
      } catch (error) {
        throw new Error(`${story.student}, ${step.did} ${step.back} school days ago (${demoZone})`, { cause: error });
      }
    }
  };
}

function take(telling: Telling, step: Step): Promise<void> {
  switch (step.did) {
    case 'refer': return refer(telling, step.worry);
    case 'triage': return triage(telling);
    case 'ask-family': return askFamily(telling, step.guardian);
    case 'mail-comes-back': return mailComesBack(telling);
    case 'family-talks': return talkFirst(telling);
    case 'family-signs': return sign(telling, step.guardian);
    case 'family-declines': return declineAsFamily(telling);
    case 'family-withdraws': return withdraw(telling);
    case 'need-interpreter': return needInterpreter(telling, step.language);
    case 'sit-in': return sitIn(telling, step.guardian);
    case 'home-is': return sayWhereHomeIs(telling, step.evenings);
    case 'offer': return offer(telling, step.therapist);
    case 'offer-runs-out': return letOfferRunOut(telling);
    case 'accept': return accept(telling);
    case 'decline': return decline(telling, step.because);
    case 'book': return book(telling, step);
    case 'hold-visit': return holdVisit(telling);
    case 'find-nobody': return findNobody(telling, step.cause);
    case 'cancel': return cancel(telling, step);
    case 'close': return close(telling, step.by, step.outcome);
    case 'raise-danger': return raiseDanger(telling, step);
    case 'acknowledge': return takeDangerOn(telling);
    case 'resolve': return resolveDanger(telling, step.done);
    case 'open-emergency': return openInEmergency(telling, step);
    case 'review-emergency': return review(telling, step);
  }
}
