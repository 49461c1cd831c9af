/**
 * What of its therapist's time stands against a booked visit: they are away (time off, or no hours then), their outside calendar is busy, they are at
 * another school that day, they serve its school no more, or its agency engages them no more; or it needs an
 * interpreter and none of its own will be there.
 */
export type WhyAgainst = 'away' | 'busy' | 'elsewhere' | 'not-served' | 'let-go' | 'interpreter';
