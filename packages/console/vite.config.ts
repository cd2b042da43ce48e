import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/** Where `vite` finds a Patchbay to develop against: `npm start` serves one there. */
const runtime = 'http://localhost:3000'

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  // A tool of the workspace brings another React, which libraries at the root would find first.
  resolve: { dedupe: ['react', 'react-dom'], conditions: ['@patchbay/source', ...defaultClientConditions] },
  // The runtime puts a new nonce in its place for each answer: what a component library writes into the page as style
  // is let through by it, and nothing else is.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/v1': runtime, '/app/sign-in/': runtime, '/openapi.json': runtime } },
})
