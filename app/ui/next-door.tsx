import { DoorDrawing, type DoorKind } from './door.tsx';

interface NextDoorProps {
  kind: DoorKind;
  /** What the picture shows, in words. */
  label: string;
  /** Initials on the door's plate, where they may be seen. */
  plate?: string;
  className?: string;
}

/** The big picture of one door in its stretch of hallway: lockers left and right, light on the floor when the lamp is on or the door open. */
export function NextDoor({ kind, label, plate, className = 'next__door' }: NextDoorProps) {
  return (
    <svg className={className} viewBox="-26 -22 112 168" role="img" aria-label={label}>
      <rect className="n-wall" x="-26" y="-22" width="112" height="106" /><rect className="n-wainscot" x="-26" y="34" width="112" height="50" /><rect className="n-dado" x="-26" y="32" width="112" height="3" />
      <rect className="n-locker" x="-26" y="14" width="14" height="68" /><path className="n-lockerline" d="M-19 14v68M-24 22h3M-24 25h3M-24 28h3M-17 22h3M-17 25h3M-17 28h3" />
      <rect className="n-locker" x="72" y="14" width="14" height="68" /><path className="n-lockerline" d="M79 14v68M74 22h3M74 25h3M74 28h3M81 22h3M81 25h3M81 28h3" />
      <rect className="n-skirting" x="-26" y="81" width="112" height="3" /><rect className="n-floor" x="-26" y="84" width="112" height="62" />
      {(kind === 'lit' || kind === 'open') && <path className={kind === 'lit' ? 'n-glow' : 'n-spill'} d="M11 84h38l26 62H-15z" />}
      <DoorDrawing kind={kind} />
      {plate && <><rect className="n-plate" x="17" y="50" width="26" height="14" rx="1" /><text className="n-text" x="30" y="60.5" textAnchor="middle">{plate}</text></>}
    </svg>
  );
}
