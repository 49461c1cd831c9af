import { index, route, type RouteConfig } from '@remix-run/route-config';

/** Every URL of the portal, grouped by who uses it. Each one has its row in `app/routes/access.ts`. */
export default [
  // Anybody
  index('routes/index.tsx'),
  route('theme', 'routes/theme.tsx'),
  route('language', 'routes/language.tsx'),

  // Machines
  route('healthz', 'routes/healthz.ts'),
] satisfies RouteConfig;
