import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { brokenRules } from './hard-rules.ts';
import type { MatchReferral, MatchTherapist } from './pair.ts';
import { rank } from './rank.ts';
import { termNames, usualWeights, type Weights } from './weights.ts';

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/New_York]`).epochMilliseconds;
const DAY_MS = 86_400_000;

/** Jonah: 11, worries, asks for a man; it is Tuesday. */
const jonah: MatchReferral = {
  nowMs: at('2026-12-01T08:00'), zone: 'America/New_York', state: 'OH', ageYears: 11, language: 'en', familyLanguages: ['en'], interpreter: null, place: 'school', askedFor: ['man'],
};
const fits = (id: string, changes: Partial<MatchTherapist> = {}): MatchTherapist => ({
  id,
  engaged: { from: '2026-08-01', until: null },
  released: true,
  licenses: [{ state: 'OH', during: { from: '2025-01-01', until: '2027-04-01' } }],
  ages: { from: 5, until: 20 },
  caseload: { taken: 3, limit: 20 },
  places: ['school', 'home'],
  languages: ['en'],
  experience: 3,
  identity: ['man'],
  knows: null,
  declinedOn: null,
  slots: [{ startMs: at('2026-12-04T09:00'), periodName: 'Period 2' }],
  missing: null,
  notThere: null,
  ...changes,
});
const one = (changes: Partial<MatchTherapist>, referral = jonah) => rank(referral, [fits('x', changes)], usualWeights);
const reasonFor = (changes: Partial<MatchTherapist>, referral = jonah) => one(changes, referral).excluded[0]?.because;

describe('a hard rule takes a therapist out and says which', () => {
  test('nobody breaks a rule for nothing', () => {
    expect(one({}).excluded).toEqual([]);
    expect(one({}).ranked).toHaveLength(1);
  });

  test.each<[string, Partial<MatchTherapist>, object]>([
    ['no engagement', { engaged: null }, { rule: 'not-engaged' }],
    ['an engagement that is over', { engaged: { from: '2026-01-01', until: '2026-12-01' } }, { rule: 'not-engaged' }],
    ['an agency that the family’s release does not name', { released: false, slots: [] }, { rule: 'not-released' }],
    ['no license in the state', { licenses: [{ state: 'KY', during: { from: '2025-01-01', until: '2027-04-01' } }] }, { rule: 'license-none', state: 'OH' }],
    ['a license that ended before the first start', { licenses: [{ state: 'OH', during: { from: '2025-01-01', until: '2026-12-04' } }] }, { rule: 'license-ended', state: 'OH', untilDate: '2026-12-04' }],
    ['a license that begins after all starts', { licenses: [{ state: 'OH', during: { from: '2026-12-05', until: '2027-12-05' } }] }, { rule: 'license-later', state: 'OH', fromDate: '2026-12-05' }],
    ['ages above', { ages: { from: 13, until: null } }, { rule: 'age-above', fromYears: 13 }],
    ['ages below', { ages: { from: 5, until: 11 } }, { rule: 'age-below', toYears: 10 }],
    ['a full caseload', { caseload: { taken: 20, limit: 20 } }, { rule: 'caseload-full', taken: 20, limit: 20 }],
    ['another language', { languages: ['es'] }, { rule: 'language', language: 'en' }],
    ['another place', { places: ['home'] }, { rule: 'place', place: 'school' }],
    ['a no to this referral', { declinedOn: '2026-11-30' }, { rule: 'declined', date: '2026-11-30' }],
    ['no hour that meets an open room', { slots: [] }, { rule: 'no-slot' }],
    ['hours at which the therapist cannot be there', { slots: [], notThere: 'calendar-stale' }, { rule: 'not-there', why: 'calendar-stale' }],
  ])('%s', (_, changes, because) => {
    expect(reasonFor(changes)).toEqual(because);
    expect(one(changes).ranked).toEqual([]);
  });

  test('a license that holds on a later start is enough, and that start is the first', () => {
    const later = at('2026-12-08T09:00');
    const slots = [...fits('x').slots, { startMs: later, periodName: 'Period 2' }];
    const licenses = [{ state: 'OH', during: { from: '2026-12-07', until: '2027-12-07' } }];
    expect(one({ slots, licenses }).ranked[0]!.firstStart.startMs).toBe(later);
  });

  test('a start after the engagement ends is no start', () => {
    expect(reasonFor({ engaged: { from: '2026-01-01', until: '2026-12-04' } })).toEqual({ rule: 'no-slot' });
  });

  test('the dates are those on the wall where the student sits', () => {
    const evening = [{ startMs: at('2026-12-04T23:30'), periodName: null }];
    const licenses = [{ state: 'OH', during: { from: '2025-01-01', until: '2026-12-05' } }];
    expect(one({ slots: evening, licenses }).ranked).toHaveLength(1);
  });

  test('nobody is left out for age when the roster does not know it', () => {
    expect(one({ ages: { from: 13, until: null } }, { ...jonah, ageYears: null }).ranked).toHaveLength(1);
  });

  test('of several broken rules the first is the one reason', () => {
    expect(reasonFor({ slots: [], caseload: { taken: 20, limit: 20 } })).toEqual({ rule: 'caseload-full', taken: 20, limit: 20 });
  });
});

describe('what is left is ordered by a score that adds up', () => {
  test('each term has its weight and value, and their products are the score', () => {
    const [osei] = one({}).ranked;
    expect(osei!.terms.map(({ name, weight, value }) => [name, weight, value])).toEqual([
      ['concern', 30, 100], ['language', 15, 100], ['asked-for', 20, 100], ['first-start', 20, 86], ['continuity', 15, 0],
    ]);
    expect(osei!.score).toBe(82);
  });

  test('the sentence says when, what speaks for it, and what costs it most', () => {
    expect(one({}).ranked[0]!.reasons).toEqual([
      { key: 'can-start', startMs: at('2026-12-04T09:00'), periodName: 'Period 2' }, { key: 'concern-much' }, { key: 'asked-for' },
    ]);
    expect(one({ identity: ['woman'] }).ranked[0]!.reasons.slice(1)).toEqual([{ key: 'concern-much' }, { key: 'but-asked-for' }]);
    expect(one({ experience: 1, knows: 'family' }).ranked[0]!.reasons.slice(1)).toEqual([{ key: 'asked-for' }, { key: 'knows-family' }, { key: 'but-concern-some' }]);
    expect(one({ languages: ['en', 'es'] }, { ...jonah, familyLanguages: ['es'] }).ranked[0]!.reasons).toContainEqual({ key: 'speaks-with-family' });
    expect(one({}, { ...jonah, familyLanguages: ['es'] }).ranked[0]!.reasons.at(-1)).toEqual({ key: 'but-not-with-family' });
    expect(one({ slots: [{ startMs: at('2026-12-18T09:00'), periodName: null }] }).ranked[0]!.reasons.at(-1)).toEqual({ key: 'but-starts-late' });
  });

  test('weights that do not add up to 100 are refused', () => {
    expect(() => rank(jonah, [], { ...usualWeights, concern: 31 })).toThrow('100');
  });

  test('scores that only look equal when rounded are not', () => {
    const weights: Weights = { concern: 2, language: 58, 'asked-for': 20, 'first-start': 2, continuity: 18 };
    const ranked = rank(jonah, [fits('sooner', { experience: 2 }), fits('later', { slots: [{ startMs: at('2026-12-07T09:00'), periodName: null }] })], weights).ranked;
    expect(ranked.map((one) => [one.engagementId, one.score])).toEqual([['later', 81], ['sooner', 81]]);
  });

  test('equal scores: the earlier start, then the emptier caseload, then the id', () => {
    const sameDay = (hour: string) => [{ startMs: at(`2026-12-04T${hour}`), periodName: null }];
    const order = rank(jonah, [
      fits('d', { slots: sameDay('09:10') }), fits('c', { slots: sameDay('09:05') }), fits('b'), fits('a'), fits('e', { caseload: { taken: 2, limit: 20 } }),
    ], usualWeights).ranked.map((ranked) => ranked.engagementId);
    expect(order).toEqual(['e', 'a', 'b', 'c', 'd']);
  });
});

describe('the one change that would help most', () => {
  const missing = { piece: 'private-room', weekday: 2, half: 'morning', periodName: 'Period 3', starts: 4, minutes: 50, firstStartMs: at('2026-12-08T09:00') } as const;

  test('is one more room when nothing else is missing', () => {
    expect(one({ slots: [], missing }).wouldHelpMost).toEqual({ engagementId: 'x', change: 'private-room', weekday: 2, half: 'morning', score: 78 });
  });

  test('is the one with the best score after it', () => {
    const ranking = rank(jonah, [fits('room', { slots: [], missing, experience: 1 }), fits('full', { caseload: { taken: 20, limit: 20 } })], usualWeights);
    expect(ranking.wouldHelpMost).toEqual({ engagementId: 'full', change: 'caseload-place', limit: 21, score: 82 });
  });

  test('is none when two rules are broken, or one that nobody can change', () => {
    expect(one({ slots: [], missing, caseload: { taken: 20, limit: 20 } }).wouldHelpMost).toBeNull();
    expect(one({ ages: { from: 13, until: null } }).wouldHelpMost).toBeNull();
    expect(one({ slots: [], missing: null }).wouldHelpMost).toBeNull();
  });
});

describe('for any therapists', () => {
  const anyDates = fc.tuple(fc.integer({ min: -60, max: 20 }), fc.integer({ min: 1, max: 60 })).map(([from, length]) => {
    const date = (days: number) => new Date(jonah.nowMs + days * DAY_MS).toISOString().slice(0, 10);
    return { from: date(from), until: date(from + length) };
  });
  const anyTherapist: fc.Arbitrary<Partial<MatchTherapist>> = fc.record({
    engaged: fc.option(anyDates, { freq: 6 }),
    licenses: fc.array(fc.record({ state: fc.constantFrom('OH', 'OH', 'KY'), during: anyDates }), { maxLength: 3 }),
    ages: fc.constantFrom({ from: 5, until: 20 }, { from: 12, until: null }, { from: null, until: 11 }),
    caseload: fc.integer({ min: 0, max: 20 }).map((taken) => ({ taken, limit: 20 })),
    places: fc.constantFrom<('school' | 'home')[]>(['school'], ['home'], ['school', 'home']),
    languages: fc.subarray(['en', 'es', 'so']),
    experience: fc.constantFrom(0, 1, 2, 3),
    identity: fc.subarray(['woman', 'man']),
    knows: fc.constantFrom('student', 'family', null),
    declinedOn: fc.constantFrom(null, null, null, '2026-11-30'),
    slots: fc.array(fc.integer({ min: 4, max: 24 * 28 }), { maxLength: 4 }).map((hours) => hours.sort((a, b) => a - b).map((hour) => ({ startMs: jonah.nowMs + hour * 3_600_000, periodName: null }))),
    missing: fc.constantFrom(null, { piece: 'private-room' as const, weekday: 2, half: 'morning' as const, periodName: null, starts: 3, minutes: 50, firstStartMs: jonah.nowMs + 3 * DAY_MS }),
  });
  const anyTherapists = fc.array(anyTherapist, { maxLength: 12 }).map((all) => all.map((changes, i) => fits(`t${String(i).padStart(2, '0')}`, changes)));
  const anyWeights: fc.Arbitrary<Weights> = fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }).map((cuts) => {
    const [a, b, c, d] = cuts.sort((x, y) => x - y) as [number, number, number, number];
    return { concern: a, language: b - a, 'asked-for': c - b, 'first-start': d - c, continuity: 100 - d };
  });

  test('everyone is ranked or excluded, once; and nobody who is ranked breaks a rule', () => {
    fc.assert(fc.property(anyTherapists, anyWeights, (therapists, weights) => {
      const { ranked, excluded } = rank(jonah, therapists, weights);
      expect([...ranked, ...excluded].map((one) => one.engagementId).sort()).toEqual(therapists.map((therapist) => therapist.id));
      for (const { engagementId } of ranked) expect(brokenRules(jonah, therapists.find(({ id }) => id === engagementId)!)).toEqual([]);
    }));
  });

  test('scores lie from 0 to 100, add up, and fall along the list', () => {
    fc.assert(fc.property(anyTherapists, anyWeights, (therapists, weights) => {
      const { ranked } = rank(jonah, therapists, weights);
      for (const { score, terms } of ranked) {
        expect(terms.map((term) => term.name)).toEqual([...termNames]);
        expect(Math.round(terms.reduce((sum, term) => sum + (term.weight * term.value) / 100, 0))).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }
      const sums = ranked.map(({ terms }) => terms.reduce((sum, term) => sum + term.contribution, 0));
      expect(sums).toEqual(sums.toSorted((a, b) => b - a));
    }));
  });

  test('the list does not depend on the order in which the therapists come', () => {
    fc.assert(fc.property(anyTherapists, anyWeights, (therapists, weights) => {
      expect(rank(jonah, therapists.toReversed(), weights)).toEqual(rank(jonah, therapists, weights));
    }));
  });

  test('the change that would help, once made, makes that therapist possible with that score', () => {
    let helped = 0;
    fc.assert(fc.property(anyTherapists, anyWeights, (therapists, weights) => {
      const change = rank(jonah, therapists, weights).wouldHelpMost;
      if (!change) return;
      helped++;
      const before = therapists.find(({ id }) => id === change.engagementId)!;
      const after: MatchTherapist = {
        'room-hours': { ...before, slots: [{ startMs: before.missing?.firstStartMs ?? 0, periodName: null }] },
        'private-room': { ...before, slots: [{ startMs: before.missing?.firstStartMs ?? 0, periodName: null }] },
        interpreter: { ...before, slots: [{ startMs: before.missing?.firstStartMs ?? 0, periodName: null }] },
        'guardian-hours': { ...before, slots: [{ startMs: before.missing?.firstStartMs ?? 0, periodName: null }] },
        'therapist-hours': { ...before, slots: [{ startMs: before.missing?.firstStartMs ?? 0, periodName: null }] },
        'caseload-place': { ...before, caseload: { taken: before.caseload.taken, limit: before.caseload.taken + 1 } },
        license: { ...before, licenses: [{ state: 'OH', during: { from: null, until: null } }] },
        place: { ...before, places: ['school' as const] },
      }[change.change];
      const withChange = rank(jonah, [after], weights).ranked[0];
      expect(withChange?.score).toBe(change.score);
    }), { numRuns: 1500 });
    expect(helped).toBeGreaterThan(20);
  });
});
