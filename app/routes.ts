import { index, layout, route, type RouteConfig } from '@remix-run/route-config';

/** Every URL of the portal, grouped by who uses it. Each one has its row in `app/routes/access.ts`. */
export default [
  // Anybody
  index('routes/index.tsx'),
  route('theme', 'routes/theme.tsx'),
  route('language', 'routes/language.tsx'),

  // Members: each page is a child of the frame and draws only what lies inside it
  layout('routes/frame.tsx', []),

  // Machines
  route('healthz', 'routes/healthz.ts'),

  // Everything else
  route('*', 'routes/missing.tsx'),
] satisfies RouteConfig;
