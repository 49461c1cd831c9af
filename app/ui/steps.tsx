import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Door, type DoorKind } from './door.tsx';

export type StepState = 'done' | 'here' | 'ahead' | 'stopped';

export interface Step {
  key: string;
  title: ReactNode;
  /** When, or how long: a few words. "not yet" for a step ahead unless given. */
  detail?: ReactNode;
  state: StepState;
}

const DOORS: Readonly<Record<StepState, DoorKind>> = { done: 'done', here: 'open', ahead: 'shut', stopped: 'tape' };

/** Where something is: a corridor of doors, ticked behind us, open where we are, plain ahead, taped where it stopped. */
export function Steps({ steps, label }: { steps: readonly Step[]; label: string }) {
  const t = useText('ui');
  return (
    <ol className="path" aria-label={label}>
      {steps.map((step) => (
        <li key={step.key} className={step.state === 'ahead' ? undefined : step.state === 'done' ? 'is-done' : 'is-here'} aria-current={step.state === 'here' || step.state === 'stopped' ? 'step' : undefined}>
          <Door kind={DOORS[step.state]} className="path__door" />
          <b>{step.title}</b>
          <span>{step.detail ?? (step.state === 'ahead' ? t('step.ahead') : step.state === 'done' ? t('step.done') : t('step.here'))}</span>
        </li>
      ))}
    </ol>
  );
}
