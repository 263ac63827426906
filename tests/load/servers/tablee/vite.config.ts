import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vite'
import product from '../../../../apps/server/vite.config.ts'

const root = fileURLToPath(new URL('../../../../apps/server', import.meta.url))

/** The bench server, bundled as the product is. */
export default mergeConfig(product, {
  root,
  build: {
    outDir: fileURLToPath(new URL('../../dist', import.meta.url)),
    rolldownOptions: { input: { main: fileURLToPath(new URL('main.ts', import.meta.url)) } },
  },
})
