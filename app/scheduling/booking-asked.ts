const aDate = /^20\d\d-\d\d-\d\d$/;

/** Which week to list and which day to draw, and the room whose door was picked last. */
export type BookingAsked = { readonly week: string | null; readonly date: string | null; readonly roomId: string | null };

/** What the booking page's address asks for; a date that is none asks for nothing. */
export function bookingAsked(request: Request): BookingAsked {
  const query = new URL(request.url).searchParams;
  const asked = (text: string | null) => (text !== null && aDate.test(text) && !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text) ? text : null);
  return { week: asked(query.get('week')), date: asked(query.get('date')), roomId: query.get('roomId') };
}
