import { createContext, useContext, type ReactNode } from 'react';

/** What every page carries above its bar, whoever it is for; root decides (a demo says so everywhere). Nothing unless it does. */
export const StripContext = createContext<ReactNode>(null);

/** The strip, drawn by each frame right after its skip link. */
export function Strip() {
  return <>{useContext(StripContext)}</>;
}
