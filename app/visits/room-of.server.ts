import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { z } from '../http/schema.ts';
import type { VisitRoom } from './record-evidence.server.ts';

/** The visit of an appointment and its room at the video server; null when there is none, or not for the acting one. */
export async function roomOf(tx: Tx, appointmentId: string): Promise<VisitRoom | null> {
  if (!z.uuid().safeParse(appointmentId).success) return null;
  const [visit] = await tx.execute<VisitRoom>(sql`
    select id as "visitId", room_name as room from visit where partnership_id = ctx_partnership() and appointment_id = ${appointmentId}::uuid`);
  return visit ?? null;
}
