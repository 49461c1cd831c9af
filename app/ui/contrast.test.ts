import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }] as const));

/** Relative luminance and contrast ratio of WCAG 2.2 (definitions 1.4.3). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Text on a ground: at least 4.5:1. */
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['paper', 'paper-raised', 'paper-sunk', 'teal-wash', 'marigold-wash', 'brick-wash', 'hw-floor', 'hw-glow', 'hw-spill', 'hw-wainscot', 'hw-wall']],
  ['ink-2', ['paper', 'paper-raised', 'paper-sunk', 'teal-wash', 'brick-wash', 'hw-floor', 'hw-glow', 'hw-spill', 'hw-wainscot', 'hw-past-leaf']],
  ['ink-3', ['paper', 'paper-raised', 'paper-sunk', 'teal-wash']],
  ['teal-ink', ['paper', 'paper-raised', 'paper-sunk', 'teal-wash', 'hw-floor', 'hw-wainscot']],
  ['marigold-ink', ['paper', 'paper-raised', 'marigold-wash', 'teal-wash']],
  ['brick-ink', ['paper', 'paper-raised', 'brick-wash']],
  ['moss-ink', ['paper', 'moss-wash', 'hw-wainscot']],
  ['on-teal', ['teal', 'teal-hover']],
  ['on-marigold', ['marigold']],
  ['on-brick', ['brick', 'brick-hover']],
  ['hw-on-sign', ['hw-sign']],
  ['hw-on-plate', ['hw-plate']],
  ['paper', ['ink', 'ink-2']],
];

/** Edges of controls, focus rings, bars and what doors are told apart by: at least 3:1. */
const EDGES: readonly (readonly [string, readonly string[]])[] = [
  ['line-strong', ['paper', 'paper-raised']],
  ['focus', ['paper', 'paper-raised', 'paper-sunk', 'teal-wash', 'hw-floor', 'hw-wainscot']],
  ['hw-on-sign', ['hw-sign']],
  ['teal', ['paper', 'paper-raised', 'line', 'hw-wall', 'hw-wainscot', 'hw-room']],
  ['brick', ['paper', 'paper-raised', 'hw-door-quiet']],
  ['hw-frame', ['hw-wall', 'hw-wainscot']],
  ['ink', ['hw-door-quiet']],
  ['hw-ceiling', ['paper']],
];

const pairs = (list: typeof TEXT, least: number) => list.flatMap(([front, grounds]) => grounds.flatMap((ground) => (['light', 'dark'] as const).map((theme) => ({ front, ground, theme, least }))));

test.each([...pairs(TEXT, 4.5), ...pairs(EDGES, 3)])('$front on $ground can be read in the $theme theme ($least:1)', ({ front, ground, theme, least }) => {
  const [one, other] = [tokens.get(front), tokens.get(ground)];
  if (!one || !other) throw new Error(`no such colour: ${front} or ${ground}`);
  expect(contrast(one[theme]!, other[theme]!)).toBeGreaterThanOrEqual(least);
});

test('a pair that cannot be read is noticed', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 1);
  expect(contrast('#8a8c82', '#f7f1e5')).toBeLessThan(4.5);
});
