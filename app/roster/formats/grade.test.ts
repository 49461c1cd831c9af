import { expect, it } from 'vitest';
import { readGrade } from './grade.ts';

it('writes a grade as school lists print it, and keeps a word of the school’s own', () => {
  expect(['09', '7', 'KG', 'pk', 'TK', '12,11', 'PS1', 'undergraduate', ''].map(readGrade)).toEqual(['9', '7', 'K', 'PK', 'TK', '12', 'PS1', 'undergraduate', null]);
});
