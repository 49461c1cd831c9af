/**
 * What the headers depend on: the page, the nonce of this response, the portal's own origin, whether Vite serves the sources, where single sign-on is, if
 * any, and whether the certificate is one that this installation made for itself.
 */
export type HeaderInput = { path: string; nonce: string; origin: string; dev: boolean; signOnOrigin?: string | null; ownCertificate?: boolean };

/**
 * Pages on which a camera or microphone may be used: the visit and the kiosk, nothing else.
 *
 * The browser goes by the document that was loaded, not by the address a script moved on to: lead into these pages with a link that
 * loads a document (`reloadDocument`).
 */
export function isVisitPage(path: string): boolean {
  return /^\/(visits?|kiosk)(\/|$)/.test(path);
}

/**
 * The security headers of every answer (policy tried page by page: no page of ours needs more).
 *
 * - No third party at all; scripts and styles only with this response's nonce. React Aria's server-rendered style attributes need `style-src-attr`.
 * - On a visit page the portal's own web-socket origin is named besides `'self'`, for browsers in which `'self'` does not cover `ws:`.
 *   Signalling runs through the portal, so no other origin ever joins.
 * - A form may lead to single sign-on, by the redirect that answers it: browsers that run no script ask this rule.
 * - What a browser refuses by it, it reports to `/reports/csp`.
 * - Browsers stay with HTTPS for a year where the portal has a name of its own and a certificate that they know. An address, this computer's names and a
 *   network's are given to others one day, and a certificate of our own making may be gone tomorrow: nobody could get past that.
 * - While developing, Vite writes style elements without a nonce.
 */
export function securityHeaders({ path, nonce, origin, dev, signOnOrigin = null, ownCertificate = false }: HeaderInput): Record<string, string> {
  const visit = isVisitPage(path);
  const socket = origin.replace(/^http/, 'ws');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    dev ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${visit || dev ? ` ${socket}` : ''}`,
    `media-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'${signOnOrigin ? ` ${signOnOrigin}` : ''}`,
    `frame-ancestors 'none'`,
    `report-to csp`,
  ].join('; ');
  const media = visit ? '(self)' : '()';
  return {
    'Content-Security-Policy': policy,
    'Reporting-Endpoints': `csp="${origin}/reports/csp"`,
    'Permissions-Policy': `camera=${media}, microphone=${media}, display-capture=${media}, geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), publickey-credentials-get=(self), browsing-topics=()`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(hasName(origin) && !ownCertificate && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

/** Whether an origin is a name that lasts, and has HTTPS. */
function hasName(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && hostname.includes('.') && !/^[\d.]+$|\.(local|localhost|internal|home\.arpa|lan)$/.test(hostname);
}
