/** Why an appointment is cancelled: codes of `appointment.ended_because`. The cause decides who owes the make-up. `released` is a hold's own end. */
export const cancelReasons = ['student_ill', 'student_absent', 'therapist_ill', 'therapist_away', 'room_lost', 'school_closed', 'family_asked', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];
