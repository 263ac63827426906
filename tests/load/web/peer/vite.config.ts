import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The page of the peer, as small as it gets. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: fileURLToPath(new URL('../dist', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 4000,
  },
})
