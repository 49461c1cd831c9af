const aDate = /^20\d\d-\d\d-\d\d$/;

/** Which week to list and which day to draw, as the booking page's address says; nonsense asks for nothing. */
export function bookingAsked(request: Request): { week: string | null; date: string | null } {
  const query = new URL(request.url).searchParams;
  const asked = (text: string | null) => (text !== null && aDate.test(text) && !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text) ? text : null);
  return { week: asked(query.get('week')), date: asked(query.get('date')) };
}
