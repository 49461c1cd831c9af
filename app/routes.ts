import { index, layout, route, type RouteConfig } from '@remix-run/route-config';

/** Every URL of the portal, grouped by who uses it. Each one has its row in `app/routes/access.ts`. */
export default [
  // Anybody
  index('routes/index.ts'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-in/link', 'routes/sign-in.link.tsx'),
  route('sign-in/link/:token', 'routes/sign-in.link.$token.tsx'),
  route('sign-in/demo', 'routes/sign-in.demo.ts'),
  route('membership', 'routes/membership.tsx'),
  route('sign-off', 'routes/sign-off.ts'),
  route('demo/clock', 'routes/demo.clock.tsx'),
  route('theme', 'routes/theme.tsx'),
  route('language', 'routes/language.tsx'),

  // Members: each page is a child of the frame and draws only what lies inside it
  layout('routes/frame.tsx', [
    route('today', 'routes/today.tsx'),

    // Coordinators
    route('staff', 'routes/staff.tsx'),
    route('waiting', 'routes/waiting.tsx', [index('routes/waiting._index.tsx'), route(':referralId', 'routes/waiting.$referralId.tsx')]),

    // Therapists
    route('practice', 'routes/practice.tsx'),
    route('practice/licenses', 'routes/practice.licenses.tsx'),
    route('caseload', 'routes/caseload.tsx'),
    route('offers', 'routes/offers.tsx'),
    route('offers/:offerId', 'routes/offers.$offerId.tsx'),

    // What was done and seen
    route('trail', 'routes/trail.tsx'),
    route('messages', 'routes/messages.tsx'),
  ]),
  route('messages/:messageId/delivery', 'routes/messages.$messageId.delivery.ts'),
  route('staff/:membershipId/end', 'routes/staff.$membershipId.end.ts'),
  route('waiting/:referralId/offer-withdrawal', 'routes/waiting.$referralId.offer-withdrawal.ts'),
  route('offers/:offerId/decline', 'routes/offers.$offerId.decline.ts'),
  route('practice/licenses/:licenseId/removal', 'routes/practice.licenses.$licenseId.removal.ts'),

  // Machines
  route('healthz', 'routes/healthz.ts'),
  route('readyz', 'routes/readyz.ts'),

  // Everything else
  route('*', 'routes/missing.tsx'),
] satisfies RouteConfig;
