import { vitePlugin as remix } from '@remix-run/dev';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    tailwindcss(),
    !process.env['VITEST'] && remix(remixConfig),
    { ...optimizeLocales.vite({ locales: ['en-US', 'es-US', 'es-ES'] }), enforce: 'pre' },
  ],
  worker: { format: 'es' },
  build: { target: 'es2022', cssTarget: 'chrome123' },
  // A library that Vite meets only on a page's first visit would be optimised then, and React would be there twice.
  optimizeDeps: { entries: ['app/root.tsx', 'app/entry.client.tsx', 'app/routes/**/*.tsx'] },
});
