/** Where the launcher's words go: the terminal, or the error stream where the answer itself belongs on the other. */
export type Outlet = Readonly<{ write: (text: string) => unknown }>;

export type Step = Readonly<{
  /** What it is doing at this moment; shown when the step takes long, at most every few seconds. */
  tell: (note: string) => void;
  /** Ends the step with what it came to. */
  done: (result: string) => void;
  /** Ends a step that did not go well while everything else goes on. */
  without: (reason: string) => void;
}>;

export type Progress = Readonly<{
  begin: (name: string, doing?: string) => Step;
  say: (text: string) => void;
  /** Milliseconds since the first word. */
  elapsedMs: () => number;
}>;

const nameWidth = 10;
/** The longer a step takes, the rarer its notes: after five seconds first, later every twenty. */
const firstMs = 5_000;
const laterMs = 20_000;

/**
 * Progress as plain lines, one when a long step begins and one when it ends with the time it truly took, so that it reads the same in a terminal and in a log.
 *
 * @param clock milliseconds that only go forward.
 */
export function progressTo(outlet: Outlet, clock: () => number): Progress {
  const began = clock();
  const line = (mark: string, name: string, text: string, ms?: number) => {
    const time = ms === undefined ? '' : `  ${seconds(ms)}`;
    outlet.write(`  ${mark} ${name.padEnd(nameWidth)} ${text}${time}\n`);
  };
  return {
    elapsedMs: () => clock() - began,
    say: (text) => outlet.write(`${text}\n`),
    begin: (name, doing) => {
      const started = clock();
      let told = started;
      if (doing !== undefined) line('…', name, doing);
      return {
        tell: (note) => {
          if (clock() - told < (told === started ? firstMs : laterMs)) return;
          told = clock();
          line('…', name, note, clock() - started);
        },
        done: (result) => line('✓', name, result, clock() - started),
        without: (reason) => line('!', name, reason),
      };
    },
  };
}

/** 0.4 s, 12 s, 1 min 45 s. */
export function seconds(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
