import { expect, test } from 'vitest';
import { whoCouldHaveSeen, type Grants } from './sights.ts';

const always = { fromMs: -Infinity, untilMs: Infinity };
const none: Grants = { listId: 'list', reasons: [{ seerId: 'list', reason: 'student', during: always }], offices: [], emergencies: [], appointments: [], links: [] };
const asked = { fromMs: 100, untilMs: 200 };
const told = (grants: Partial<Grants>) =>
  whoCouldHaveSeen({ ...none, ...grants }, asked).flatMap(({ personId, as, reasons }) => reasons.map(({ because, when }) => [personId, as, because, ...when.map(({ fromMs, untilMs }) => `${fromMs}-${untilMs}`)]));

test('a counselor sees while both hold: their office and the enrolment', () => {
  const tom = { personId: 'tom', role: 'counselor', organisationId: 'alder', during: { fromMs: 0, untilMs: 150 } } as const;
  const ann = { ...tom, personId: 'ann', organisationId: 'lincoln', during: always };
  expect(told({ offices: [tom, ann], reasons: [{ seerId: 'alder', reason: 'enrolment', during: { fromMs: 120, untilMs: 180 } }, { seerId: 'lincoln', reason: 'enrolment', during: { fromMs: 180, untilMs: Infinity } }] }))
    .toEqual([['tom', 'counselor', 'enrolment', '120-150'], ['ann', 'counselor', 'enrolment', '180-200']]);
});

test('what touches the time asked about and does not reach into it is left out', () => {
  const tom = { personId: 'tom', role: 'counselor', organisationId: 'alder', during: always } as const;
  const enrolled = (fromMs: number, untilMs: number) => told({ offices: [tom], reasons: [{ seerId: 'alder', reason: 'enrolment', during: { fromMs, untilMs } }] });
  expect(enrolled(0, 100)).toEqual([]);
  expect(enrolled(200, 300)).toEqual([]);
  expect(enrolled(0, 101)).toEqual([['tom', 'counselor', 'enrolment', '100-101']]);
});

test('a whole list is seen by its two roles, and by no other', () => {
  const office = { organisationId: 'district', during: always };
  const offices = (['coordinator', 'privacy_officer', 'counselor', 'therapist'] as const).map((role) => ({ ...office, personId: role, role }));
  expect(told({ offices })).toEqual([['coordinator', 'coordinator', 'list', '100-200'], ['privacy_officer', 'privacy_officer', 'list', '100-200']]);
});

test('a therapist keeps the visits they held when care has ended, and loses them with their membership', () => {
  const nadia = { personId: 'nadia', role: 'therapist', organisationId: 'agency', during: { fromMs: 0, untilMs: 190 } } as const;
  expect(told({ offices: [nadia], reasons: [{ seerId: 'nadia', reason: 'care', during: { fromMs: 90, untilMs: 140 } }], appointments: [{ therapistId: 'nadia', schoolId: 'alder', fromMs: 110 }] }))
    .toEqual([['nadia', 'therapist', 'care', '100-140'], ['nadia', 'therapist', 'visits', '110-190']]);
});

test('a link of a guardian opens nothing once their right has ended; an interpreter’s does by itself', () => {
  const during = { fromMs: 110, untilMs: 170 };
  expect(told({
    reasons: [{ seerId: 'rosa', reason: 'guardianship', during: { fromMs: 0, untilMs: 130 } }],
    links: [{ personId: 'rosa', kind: 'invitation', part: 'guardian', during }, { personId: 'rosa', kind: 'visit', part: 'guardian', during }, { personId: 'ines', kind: 'visit', part: 'interpreter', during }],
  })).toEqual([['rosa', 'guardian', 'guardianship', '100-130'], ['rosa', 'link', 'invitation', '110-130'], ['rosa', 'link', 'visit-link', '110-130'], ['ines', 'link', 'visit-link', '110-170']]);
});

test('a right that was taken away and given back is one reason with a gap; what touches is one stretch', () => {
  const reasons = [{ fromMs: 100, untilMs: 110 }, { fromMs: 110, untilMs: 120 }, { fromMs: 150, untilMs: 160 }].map((during) => ({ seerId: 'rosa', reason: 'guardianship' as const, during }));
  expect(told({ reasons })).toEqual([['rosa', 'guardian', 'guardianship', '100-120', '150-160']]);
});

test('what was opened in an emergency is seen by who opened it, in that role, while it ran and no longer than their office', () => {
  const ann = { personId: 'ann', role: 'counselor', organisationId: 'lincoln', during: { fromMs: 0, untilMs: 140 } } as const;
  const emergencies = [{ accessId: 'glass', personId: 'ann', role: 'counselor', organisationId: 'lincoln' }] as const;
  const reasons = [{ seerId: 'glass', reason: 'emergency', during: { fromMs: 120, untilMs: 180 } }] as const;
  expect(told({ offices: [ann, { ...ann, personId: 'tom' }, { ...ann, organisationId: 'alder' }], emergencies, reasons })).toEqual([['ann', 'counselor', 'emergency', '120-140']]);
});
