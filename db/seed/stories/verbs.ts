import type { DeclineReason } from '../../../app/matching/offer.ts';
import type { Step, Story, Worry } from './story.ts';

/** The words in which the demo is told. Each is a step of a story; `back` is how many school days ago it was. */
export const story = (student: string, ...lived: (Step | Step[])[]): Story => ({ student, lived: lived.flat() });

export const referred = (back: number, worry: Worry): Step => ({ did: 'refer', back, worry });
export const triaged = (back: number): Step => ({ did: 'triage', back });
export const familyAsked = (back: number, guardian?: string): Step[] => [triaged(back), askedAgain(back, guardian)];
export const askedAgain = (back: number, guardian?: string): Step => ({ did: 'ask-family', back, ...(guardian !== undefined && { guardian }) });
export const mailCameBack = (back: number): Step => ({ did: 'mail-comes-back', back });
export const familyWantsToTalk = (back: number): Step => ({ did: 'family-talks', back });
export const familySigned = (back: number, guardian?: string): Step => ({ did: 'family-signs', back, ...(guardian !== undefined && { guardian }) });
export const familyDeclined = (back: number): Step => ({ did: 'family-declines', back });
export const familyWithdrew = (back: number): Step => ({ did: 'family-withdraws', back });
export const offered = (back: number, therapist: string): Step => ({ did: 'offer', back, therapist });
export const offerRanOut = (): Step => ({ did: 'offer-runs-out', back: 1 });
export const offerDeclined = (back: number, because: DeclineReason): Step => ({ did: 'decline', back, because });
export const accepted = (back: number): Step => ({ did: 'accept', back });
export const livesAt = (back: number, evenings: [from: string, until: string]): Step => ({ did: 'home-is', back, evenings });
export const interpreterNeeded = (back: number, language: string): Step => ({ did: 'need-interpreter', back, language });
export const sitsIn = (back: number, guardian?: string): Step => ({ did: 'sit-in', back, ...(guardian !== undefined && { guardian }) });
export const bookedAhead = (back: number, notBefore?: string): Step => ({ did: 'book', back, visit: 'coming', ...(notBefore !== undefined && { notBefore }) });
export const booked = (back: number, visitBack: number, notBefore?: string): Step => ({ did: 'book', back, visit: { back: visitBack }, ...(notBefore !== undefined && { notBefore }) });
export const visitHeld = (): Step => ({ did: 'hold-visit', back: 1 });
/** Booked on one day, held on another. */
export const met = (back: number, visitBack: number, notBefore?: string): Step[] => [booked(back, visitBack, notBefore), visitHeld()];
export const nobodyCame = (cause: Extract<Step, { did: 'find-nobody' }>['cause']): Step => ({ did: 'find-nobody', back: 1, cause });
export const cancelled = (back: number, by: Extract<Step, { did: 'cancel' }>['by'], because: Extract<Step, { did: 'cancel' }>['because']): Step => ({ did: 'cancel', back, by, because });
export const closed = (back: number, outcome: Extract<Step, { did: 'close' }>['outcome'], by: 'counselor' | 'coordinator' = 'counselor'): Step => ({ did: 'close', back, outcome, by });
export const dangerRaised = (back: number, by: 'front_office' | 'counselor', words: string, ...signals: Extract<Step, { did: 'raise-danger' }>['signals']): Step => ({ did: 'raise-danger', back, by, words, signals });
export const takenOn = (back: number): Step => ({ did: 'acknowledge', back });
export const resolved = (back: number, done: string): Step => ({ did: 'resolve', back, done });
export const emergencyOpened = (back: number, by: string, about: Omit<Extract<Step, { did: 'open-emergency' }>, 'did' | 'back' | 'by'>): Step => ({ did: 'open-emergency', back, by, ...about });
export const emergencyReviewed = (back: number, found: Extract<Step, { did: 'review-emergency' }>['found'], words: string): Step => ({ did: 'review-emergency', back, found, words });
