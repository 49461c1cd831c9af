/** A round clock that shows a minute of the day. */
export function WallClock({ minute }: { minute: number }) {
  const hand = (turns: number, length: number) => {
    const angle = turns * 2 * Math.PI;
    return `M20 20L${(20 + Math.sin(angle) * length).toFixed(1)} ${(20 - Math.cos(angle) * length).toFixed(1)}`;
  };
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true">
      <circle className="face" cx="20" cy="20" r="17" />
      <path className="tick" d="M20 6v3M34 20h-3M20 34v-3M6 20h3" />
      <path className="hand" d={hand((minute % 720) / 720, 8)} />
      <path className="hand" d={hand((minute % 60) / 60, 11.5)} />
    </svg>
  );
}
