import { defineConfig } from 'vite'

/**
 * What stays in node_modules. Compiled code and data that a library finds by its own path cannot go in; what only exports
 * and drawings use is loaded when one is asked for.
 */
const OUTSIDE = [
  // compiled
  'better-sqlite3',
  '@resvg/resvg-js',
  'pg-native',
  'bufferutil',
  'utf-8-validate',
  // starts threads of its own files
  'pino',
  'pino-pretty',
  // serves its own files, and what it shares with the rest is not loaded twice
  '@fastify/static',
  '@fastify/swagger',
  '@fastify/swagger-ui',
  // for exports and drawings
  'docx',
  'opentype.js',
  'pdfkit',
  'wawoff2',
  'write-excel-file',
]

/**
 * The server and its thread as ES modules with their libraries: a thousand files of node_modules, found and read one by
 * one, made most of what a start took.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: OUTSIDE },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      input: { main: 'src/main.ts', worker: 'src/background/worker.ts' },
      // all in one folder: `import.meta.url` means the same in an entry and in what two of them share
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
