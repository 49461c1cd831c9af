import type { Tx } from '../../db/connect.server.ts';
import type { CellFrame, CellMinutes, Cells } from './cells.ts';
import { ask, keep, type Asked } from './kept.server.ts';
import { loadedKey, loadTime, type Loadable } from './load-time.server.ts';
import { resourceCells, type ResourceCells } from './resource-starts.ts';
import { cellsFrom, frameOfDays, unknownDays, withCells, type Days } from './strip.ts';

/** The cells of each resource in the frame, in the order asked: from what is kept, else loaded and kept. Who is refused is not free. */
export async function timeOf(tx: Tx, frame: CellFrame, wanted: readonly Loadable[]): Promise<ResourceCells[]> {
  if (wanted.length === 0) return [];
  const asked = await ask(tx, wanted);
  const cellMinutes: CellMinutes = frame.cellMs === 60_000 ? 1 : 5;
  // Taken now: whatever others keep or drop while this one loads, these strips stay what they are.
  const strips = asked.kept.map((entry) => entry?.strips[cellMinutes]);
  const lacking = wanted.flatMap((one, at) => {
    const days = asked.refused.has(one.id) ? null : unknownDays(strips[at], frame);
    return days ? [{ one, at, days }] : [];
  });
  for (const together of Map.groupBy(lacking, ({ days }) => `${days.fromDay} ${days.untilDay}`).values()) await fill(together, together[0]!.days);
  return strips.map((strip, at) => (strip && !asked.refused.has(wanted[at]!.id) ? cellsFrom(strip, frame) : neverFree(frame)));

  async function fill(together: typeof lacking, days: Days) {
    const part = frameOfDays(days, cellMinutes);
    const loaded = await loadTime(tx, together.map(({ one }) => one), { fromMs: part.fromMs, untilMs: part.fromMs + part.words * 32 * part.cellMs });
    for (const { one, at } of together) {
      const time = loaded.get(loadedKey(one));
      if (!time) continue;
      const strip = withCells(strips[at], part, resourceCells(part, time));
      strips[at] = strip;
      keepStrip(asked, at, cellMinutes, strip, time.stands);
    }
  }
}

function keepStrip(asked: Asked, at: number, cellMinutes: CellMinutes, strip: Parameters<typeof cellsFrom>[0], stands: { fromMs: number; untilMs: number }): void {
  const entry = asked.kept[at];
  if (entry) keep(entry, asked, { strip: { cellMinutes, strip }, stands });
}

function neverFree(frame: CellFrame): ResourceCells {
  const none: Cells = new Uint32Array(frame.words);
  return { open: none, clear: none };
}
