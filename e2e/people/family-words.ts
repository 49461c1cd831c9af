/** Words that no message, calendar entry, hall pass or kiosk may hold, in either language. */
export const tellingWords = /therap|terap|counsel|consejer|mental|psych|psic[oó]|session|sesión|clinic|clínic|treatment|tratamiento|referral|concern/i;
