import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hold, holderOf, holdInTurn } from './hold.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-hold-'));
  file = path.join(folder, 'at-it');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('hold', () => {
  it('is refused while its holder lives, and names the holder', () => {
    expect(hold(file).ok).toBe(true);
    const second = hold(file);
    expect(second).toMatchObject({ ok: false, holder: { pid: process.pid } });
  });

  it('is free again once let go, and leaves nothing behind', () => {
    const first = hold(file);
    if (!first.ok) throw new Error('refused');
    first.letGo();
    expect(readdirSync(folder)).toEqual([]);
    expect(hold(file).ok).toBe(true);
  });

  it.each([
    ['a holder that was killed', JSON.stringify({ pid: process.pid, born: 'in an earlier life' })],
    ['a file that was cut short', '{"pid":'],
  ])('passes over %s', (_, content) => {
    writeFileSync(file, content);
    expect(holderOf(file)).toBeNull();
    expect(hold(file).ok).toBe(true);
  });

  it('waits its turn when asked to', async () => {
    const first = hold(file);
    if (!first.ok) throw new Error('refused');
    const letGo = await holdInTurn(file, (holder) => {
      expect(holder.pid).toBe(process.pid);
      first.letGo();
    });
    expect(existsSync(file)).toBe(true);
    letGo();
    expect(existsSync(file)).toBe(false);
  });
});
