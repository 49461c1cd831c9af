import type { ReactNode } from 'react';

/**
 * What a door looks like is the answer: `open` can be taken, `lit` somebody is in there, `closed` booked (wears a name plate), `held` an
 * hourglass, `sign` other use, `tape` out of order, `shut` free but not for this purpose (also: ahead of us), `done` ticked, `home` a visit
 * at home. A new state is a new shape, told apart in greyscale, never a new colour.
 */
export type DoorKind = 'open' | 'lit' | 'closed' | 'held' | 'sign' | 'tape' | 'shut' | 'done' | 'home';

const frame = <rect className="d-frame" x="8" y="14" width="44" height="70" />;
const leaf = <rect className="d-leaf" x="11" y="17" width="38" height="67" />;
const quiet = <rect className="d-quiet" x="11" y="17" width="38" height="67" />;
const kick = <rect className="d-kick" x="14" y="75" width="32" height="6" />;
const knob = <circle className="d-knob" cx="45.5" cy="67" r="1.8" />;
const quietKnob = <circle className="d-frame" cx="45.5" cy="67" r="1.8" />;

const DRAWINGS: Readonly<Record<DoorKind, ReactNode>> = {
  closed: <>{frame}{leaf}<rect className="d-glass" x="16" y="22" width="28" height="20" /><path className="d-edge" d="M30 22v20M16 22h28v20H16z" />{kick}{knob}</>,
  done: <>{frame}{quiet}<path className="d-quiet-edge" d="M16 22h28v20H16z" /><path className="d-ink2" d="M22 32l6 5.5L38 26.5" />{quietKnob}</>,
  held: <>{frame}{leaf}<path className="d-edge" d="M16 50h28v22H16z" /><path className="d-paper" d="M19 24h22v26H19z" /><path className="d-ink" d="M24 29h12M24 45h12M26 29c0 5 4 5 4 8s-4 3-4 8M34 29c0 5-4 5-4 8s4 3 4 8" /><circle className="d-knob" cx="45.5" cy="62" r="1.8" /></>,
  home: <><path className="d-frame" d="M30 2L2 24h6v60h44V24h6z" /><path className="d-leaf" d="M11 84V23L30 8l19 15v61z" /><rect className="d-glass" x="20" y="26" width="20" height="16" /><path className="d-edge" d="M30 26v16M20 34h20" /></>,
  lit: <><path className="d-ray" d="M30 1.5v-4M21.5 4.5l-3.2-2.7M38.5 4.5l3.2-2.7M19 11h-4M41 11h4" /><path className="d-lamp" d="M24 13a6 6 0 0 1 12 0z" /><path className="d-lampline" d="M24 13a6 6 0 0 1 12 0z" />{frame}{leaf}<rect className="d-lamp" x="15" y="21" width="30" height="22" /><path className="d-lampline" d="M30 21v22M15 32h30M15 21h30v22H15z" />{kick}<rect className="d-lamp" x="11" y="82" width="38" height="2" />{knob}</>,
  open: <>{frame}<rect className="d-room" x="11" y="17" width="38" height="67" /><path className="d-roomfloor" d="M11 84l14-10h24v10z" /><path className="d-roomline" d="M25 17v57h24M35 52v22M35 64h8v10" /><path className="d-open" d="M11 17l14 7v54l-14 6z" /><path className="d-room" d="M14.5 26l6.5 3v15l-6.5-1.5z" /><circle className="d-knob" cx="22" cy="54" r="1.8" /></>,
  shut: <>{frame}{quiet}<path className="d-quiet-edge" d="M16 22h28v20H16zM30 22v20M16 50h28v20H16z" /><circle className="d-frame" cx="45.5" cy="46" r="1.8" /></>,
  sign: <>{frame}{quiet}<path className="d-quiet-edge" d="M30 24L17 37M30 24l13 13" /><path className="d-paper" d="M14 37h32v21H14z" /><path className="d-ink" d="M19 43.5h22M19 47.5h22M19 51.5h13" />{quietKnob}</>,
  tape: <>{frame}{quiet}<path className="d-tape" d="M7 30l46 36M53 30L7 66" /><path className="d-tapedash" d="M7 30l46 36M53 30L7 66" /></>,
};

export const DOOR_KINDS = Object.keys(DRAWINGS) as DoorKind[];

/** A door, painted by tokens. Not spoken: the words beside it say the same. */
export function Door({ kind, className = 'hw-door' }: { kind: DoorKind; className?: string }) {
  return <svg className={className} viewBox="0 0 60 84" aria-hidden="true">{DRAWINGS[kind]}</svg>;
}

/** The same drawing inside another picture, in its coordinates. */
export function DoorDrawing({ kind }: { kind: DoorKind }) {
  return <g>{DRAWINGS[kind]}</g>;
}
