import { encode } from 'uqr';

/** A QR code of a text, drawn as one path, black on white in both themes so that cameras read it; `label` is spoken. */
export function SquareCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return <svg className={className} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges"><path d={path} fill="currentColor" /></svg>;
}
