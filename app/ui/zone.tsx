import { createContext, useContext, type ReactNode } from 'react';

const ZoneContext = createContext('UTC');

/** The reader's zone (IANA) for every `TimeText` inside. The frames set it. */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <ZoneContext.Provider value={zone}>{children}</ZoneContext.Provider>;
}

export function useZone(): string {
  return useContext(ZoneContext);
}
