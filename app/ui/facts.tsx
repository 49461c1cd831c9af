import { Check, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface Fact {
  key?: string;
  name: string;
  value: ReactNode;
}

/** Names and values under each other; a fact without a value is left out. */
export function Facts({ facts, wide }: { facts: readonly (Fact | false | null | undefined)[]; wide?: boolean }) {
  return (
    <dl className={wide ? 'facts-dl facts-dl--wide' : 'facts-dl'}>
      {facts.filter((fact) => !!fact).map((fact) => <div key={fact.key ?? fact.name}><dt>{fact.name}</dt><dd>{fact.value}</dd></div>)}
    </dl>
  );
}

export interface Tick {
  key: string;
  state: 'ok' | 'needs' | 'no';
  text: ReactNode;
}

const ICONS = { ok: Check, needs: TriangleAlert, no: X } as const;

/** Conditions one by one: in order, needs you, or not met. The words say which; the sign only helps. */
export function Ticks({ ticks, label }: { ticks: readonly Tick[]; label?: string }) {
  return (
    <ul className="facts" aria-label={label}>
      {ticks.map((tick) => <li key={tick.key} className={tick.state === 'ok' ? undefined : `is-${tick.state}`}><Icon of={ICONS[tick.state]} /><span>{tick.text}</span></li>)}
    </ul>
  );
}
