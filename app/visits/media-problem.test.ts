import { expect, it } from 'vitest';
import { mediaProblem } from './media-problem.ts';

it('tells a blocked, a busy and a missing device apart', () => {
  expect(mediaProblem(new DOMException('', 'NotAllowedError'), true)).toBe('blocked');
  expect(mediaProblem(new DOMException('', 'NotReadableError'), true)).toBe('busy');
  expect(mediaProblem(new DOMException('', 'NotFoundError'), true)).toBe('none');
});

it('blames the address, not the device, when the page is not secure', () => {
  expect(mediaProblem(new TypeError('mediaDevices is undefined'), false)).toBe('insecure');
});

it('has a word for what it does not know', () => {
  expect(mediaProblem('odd', true)).toBe('failed');
  expect(mediaProblem(null, true)).toBe('failed');
});
