/** Why staff cancel an appointment: codes of `appointment.ended_because`. The cause decides who owes the make-up. */
export const cancelReasons = ['student_ill', 'student_absent', 'therapist_ill', 'therapist_away', 'room_lost', 'school_closed', 'family_asked', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** All reasons for which an appointment can have ended, those that nobody chooses among them. */
export const endReasons = [...cancelReasons, 'consent_withdrawn', 'released'] as const;
export type EndReason = (typeof endReasons)[number];
