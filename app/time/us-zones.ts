/** The zones of the United States in which people live, from east to west; some states keep a clock of their own. IANA names. */
export const usZones = [
  'America/Puerto_Rico', 'America/New_York', 'America/Detroit', 'America/Indiana/Indianapolis', 'America/Chicago', 'America/Denver', 'America/Boise', 'America/Phoenix',
  'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'Pacific/Guam',
] as const;
