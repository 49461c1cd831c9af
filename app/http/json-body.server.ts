/** The JSON that a script of our own page sent, or null for a body that is none: the schema then says no. */
export async function jsonBody(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text()) as unknown;
  } catch {
    return null;
  }
}
