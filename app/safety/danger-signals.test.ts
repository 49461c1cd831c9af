import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dangerSignals } from './danger-signals.ts';
import { readSafetyAnswers, safetyAnswers, safetyQuestions, writeSafetyAnswers, type SafetyAnswers } from './safety-questions.ts';

const all = (answer: 'yes' | 'no' | 'unknown') => Object.fromEntries(safetyQuestions.map((question) => [question, answer])) as SafetyAnswers;
const anyAnswers = fc.record(Object.fromEntries(safetyQuestions.map((question) => [question, fc.constantFrom(...safetyAnswers)])), { noNullPrototype: true }) as fc.Arbitrary<SafetyAnswers>;

test('one yes, to whichever question, is danger', () => {
  for (const question of safetyQuestions) expect(dangerSignals({ ...all('no'), [question]: 'yes' }).signals).toEqual([question]);
});

test('no to everything is no danger and leaves nothing to ask', () => {
  expect(dangerSignals(all('no'))).toEqual({ signals: [], unknown: [] });
});

test('not knowing is no danger by itself, and is asked again', () => {
  expect(dangerSignals(all('unknown'))).toEqual({ signals: [], unknown: safetyQuestions });
});

test('every question lands in exactly one place, whatever is answered', () => {
  fc.assert(fc.property(anyAnswers, (answers) => {
    const { signals, unknown } = dangerSignals(answers);
    for (const question of safetyQuestions) {
      expect(signals.includes(question)).toBe(answers[question] === 'yes');
      expect(unknown.includes(question)).toBe(answers[question] === 'unknown');
    }
  }));
});

test('answers come back as they were sealed; a question that was not asked then is unknown', () => {
  fc.assert(fc.property(anyAnswers, (answers) => {
    expect(readSafetyAnswers(writeSafetyAnswers(answers))).toEqual(answers);
  }));
  expect(readSafetyAnswers('{"death_wish":"no","plan":"perhaps"}')).toEqual({ ...all('unknown'), death_wish: 'no' });
});
