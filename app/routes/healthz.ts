/** Whether the process answers at all; it asks nobody else. `readyz` asks the parts. */
export function loader(): Response {
  return new Response('ok', { headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' } });
}
