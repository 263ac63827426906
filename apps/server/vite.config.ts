import { defineConfig } from 'vite'

/** The server as one ES module; libraries stay in node_modules, our own packages are sources and go in. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: [/^@tablee\//], external: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { main: 'src/main.ts' },
      output: { format: 'es', entryFileNames: '[name].js' },
    },
  },
})
