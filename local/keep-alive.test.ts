import { describe, expect, it } from 'vitest';
import { keepAlive } from './keep-alive.ts';
import type { Part } from './part.ts';

type Mortal = Readonly<{ part: Part; die: () => Promise<void> }>;

/** A part that dies when told to; what is watched of it is only its name and its end. */
function mortal(): Mortal {
  let end = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    end = resolve;
  });
  const die = async () => {
    end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { part: { name: 'The portal', gone } as Part, die };
}

function house() {
  const first = mortal();
  const lives: Mortal[] = [first];
  const said: string[] = [];
  const state = { nowMs: 0, givenUp: 0 };
  const ending = new AbortController();
  const last = () => lives.at(-1) ?? first;
  const kept = keepAlive(first.part, {
    again: () => {
      lives.push(mortal());
      return Promise.resolve(last().part);
    },
    stop: (part) => lives.find((life) => life.part === part)?.die() ?? Promise.resolve(),
    ending: ending.signal,
    say: (text) => said.push(text),
    onGivenUp: () => (state.givenUp += 1),
    clock: () => state.nowMs,
  });
  return { kept, said, lives, state, ending, die: () => last().die() };
}

describe('keepAlive', () => {
  it('starts a part again when it dies, and says so', async () => {
    const { lives, said, die } = house();
    await die();
    expect(lives).toHaveLength(2);
    expect(said.join('\n')).toContain('The portal is back');
  });

  it('gives up on a part that dies at once, every time', async () => {
    const { lives, state, die } = house();
    for (let death = 0; death < 6; death += 1) await die();
    expect(lives).toHaveLength(6);
    expect(state.givenUp).toBe(1);
  });

  it('has patience with one that dies now and then', async () => {
    const { state, die } = house();
    for (let death = 0; death < 12; death += 1) {
      await die();
      state.nowMs += 6 * 60_000;
    }
    expect(state.givenUp).toBe(0);
  });

  it('does not start again what was meant to end', async () => {
    const { kept, lives, said } = house();
    await kept.end();
    expect(lives).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it('does not start again what dies while everything is being ended', async () => {
    const { lives, said, ending, die } = house();
    ending.abort();
    await die();
    expect(lives).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it('does not take a wanted restart for a death', async () => {
    const { kept, lives, said, die } = house();
    await kept.restart();
    expect(lives).toHaveLength(2);
    expect(said).toEqual([]);
    await die();
    expect(lives).toHaveLength(3);
  });
});
