import { expect, test } from 'vitest';
import { passwordProblem } from './password-rule.ts';

const own = ['Tom', 'Brandt', 'tom.brandt@example.org'];

test('twelve letters are enough, of whatever kind', () => {
  expect(passwordProblem('elevenlette', own)).toBe('passwordShort');
  for (const good of ['blue kettle on the roof', 'vogelhausmieter', 'k7#mQ2!xPz9w', 'ñandú corre lejos', 'otter-lamp-tulip']) expect([good, passwordProblem(good, own)]).toEqual([good, null]);
});

test('what others try first is refused, however it is dressed up', () => {
  for (const common of [
    'password1234', 'P@ssw0rd2026!', 'Passwordpassword', 'qwertyuiop123', '123456789012', 'aaaaaaaaaaaa', 'abcabcabcabc', 'Summer2026!!', 'iloveyou2026', 'welcome-welcome', '1qaz2wsx3edc',
    'Hallway2026!!', 'Contraseña123', 'Tom.Brandt2026', 'brandtbrandt!',
  ]) expect([common, passwordProblem(common, own)]).toEqual([common, 'passwordCommon']);
});

test('one whose length could keep the computer busy is refused', () => {
  expect(passwordProblem('x1y'.repeat(50), own)).toBe('passwordLong');
});

test('a common word is no harm in a long one', () => {
  expect(passwordProblem('summer ducks eat my umbrella', own)).toBeNull();
});
