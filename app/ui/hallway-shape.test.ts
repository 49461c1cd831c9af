import { expect, test } from 'vitest';
import { gapsOf, nextPlace } from './hallway-shape.ts';

const door = (startMinute: number, minutes: number) => ({ startMinute, minutes });
const rows = [
  { doors: [door(480, 30), door(514, 30), door(548, 30)] },
  { doors: [] },
  { doors: [door(480, 64), door(548, 30)] },
];

test('lockers fill the passing time, and nothing longer', () => {
  expect(gapsOf([door(480, 30), door(514, 30), door(544, 30), door(584, 30), door(700, 10)])).toEqual([4, 0, 8, 0, 0]);
});

test('arrows walk along a row and stop at its ends', () => {
  expect(nextPlace(rows, { row: 0, at: 0 }, 'ArrowRight')).toEqual({ row: 0, at: 1 });
  expect(nextPlace(rows, { row: 0, at: 0 }, 'ArrowLeft')).toBeNull();
  expect(nextPlace(rows, { row: 0, at: 2 }, 'ArrowRight')).toBeNull();
});

test('where reading runs from right to left, so do the arrows', () => {
  expect(nextPlace(rows, { row: 0, at: 0 }, 'ArrowLeft', { ahead: -1 })).toEqual({ row: 0, at: 1 });
  expect(nextPlace(rows, { row: 0, at: 1 }, 'ArrowRight', { ahead: -1 })).toEqual({ row: 0, at: 0 });
});

test('up and down lead to the door at the same time, past rows without doors', () => {
  expect(nextPlace(rows, { row: 0, at: 1 }, 'ArrowDown')).toEqual({ row: 2, at: 0 });
  expect(nextPlace(rows, { row: 2, at: 1 }, 'ArrowUp')).toEqual({ row: 0, at: 2 });
  expect(nextPlace(rows, { row: 2, at: 0 }, 'ArrowDown')).toBeNull();
});

test('home and end stay in the row; with control they lead to the first and the last door of all', () => {
  expect(nextPlace(rows, { row: 2, at: 1 }, 'Home')).toEqual({ row: 2, at: 0 });
  expect(nextPlace(rows, { row: 0, at: 0 }, 'End')).toEqual({ row: 0, at: 2 });
  expect(nextPlace(rows, { row: 2, at: 1 }, 'Home', { control: true })).toEqual({ row: 0, at: 0 });
  expect(nextPlace(rows, { row: 0, at: 0 }, 'End', { control: true })).toEqual({ row: 2, at: 1 });
});

test('other keys lead nowhere', () => {
  expect(nextPlace(rows, { row: 0, at: 0 }, 'a')).toBeNull();
});
