import { defineConfig } from 'vite'

/** The server and its thread as ES modules; libraries stay in node_modules, our own packages are sources and go in. */
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
      input: { main: 'src/main.ts', worker: 'src/background/worker.ts' },
      // all in one folder: `import.meta.url` means the same in an entry and in what two of them share
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
