import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  plugins: [remix(remixConfig)],
  // Found before the first page is asked for: a package found later would reload a page that hydrates.
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'] },
  // Inlined assets would be `data:` addresses, which the content security policy refuses.
  build: { assetsInlineLimit: 0, target: 'es2022', cssTarget: ['chrome111', 'safari16.4', 'firefox115'] },
})
