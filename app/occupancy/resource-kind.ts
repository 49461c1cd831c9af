/** Whom or what an appointment takes: each gets its own row in `occupancy`, with its own buffers. */
export type ResourceKind = 'therapist' | 'room' | 'student' | 'interpreter' | 'guardian';
