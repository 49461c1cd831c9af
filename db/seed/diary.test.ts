import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { live, type Life } from './diary.ts';

const at = (minute: number) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000);

function toldBy(lives: (tell: (what: string) => void) => Life[]) {
  const told: string[] = [];
  return live(lives((what) => told.push(what)), async (moment) => void told.push(`it is ${moment.epochMilliseconds / 60_000}`)).then(() => told);
}

test('stories are lived on one clock that only goes forward', async () => {
  const told = await toldBy((tell) => [
    async (until) => { await until(at(1)); tell('a'); await until(at(5)); tell('a again'); },
    async (until) => { await until(at(3)); tell('b'); await until(at(2)); tell('b, too late'); },
    async () => tell('c has nothing to wait for'),
  ]);
  expect(told).toEqual(['c has nothing to wait for', 'it is 1', 'a', 'it is 3', 'b', 'b, too late', 'it is 5', 'a again']);
});

test('in turn means after the others of the moment, one at a time, in the order of the stories', async () => {
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  const taking = (name: string, order: 'together' | 'in-turn') => (tell: (what: string) => void): Life => async (until) => {
    await until(at(1), order);
    tell(`${name} begins`);
    await pause();
    tell(`${name} ends`);
  };
  const told = await toldBy((tell) => [taking('second', 'in-turn')(tell), taking('third', 'in-turn')(tell), taking('first', 'together')(tell), taking('beside', 'together')(tell)]);
  expect(told).toEqual(['it is 1', 'first begins', 'beside begins', 'first ends', 'beside ends', 'second begins', 'second ends', 'third begins', 'third ends']);
});

test('a story that fails is heard of, and the others are not left waiting', async () => {
  const told: string[] = [];
  await expect(live([
    async (until) => { await until(at(1)); throw new Error('refused'); },
    async (until) => { await until(at(2)); told.push('went on'); },
  ], async () => undefined)).rejects.toThrow('refused');
  expect(told).toEqual(['went on']);
});
