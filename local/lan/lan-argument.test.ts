import { expect, test } from 'vitest';
import { lanArgument } from './lan-argument.ts';

test.each([
  [[], undefined],
  [['--fresh'], undefined],
  [['--lan'], 'any'],
  [['--lan', '--fresh'], 'any'],
  [['--lan', '10.0.0.5'], '10.0.0.5'],
  [['--fresh', '--lan=10.0.0.5'], '10.0.0.5'],
  [['--lan='], 'any'],
])('%j asks for %s', (args, wanted) => {
  expect(lanArgument(args)).toBe(wanted);
});
