import { createReadStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const tldrawAssets = dirname(createRequire(import.meta.url).resolve('@tldraw/assets/package.json'))

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** Files that become smaller; pictures and fonts are compressed already. */
const COMPRESSED = /\.(js|css|html|json|svg)$/
/** Below this, the headers of an answer weigh more than what is gained, in bytes. */
const COMPRESSED_MIN_BYTES = 1024

/** The part of `@tldraw/assets` that the canvas asks for: three languages instead of fifty. */
const TLDRAW_PATHS = [
  'fonts',
  'icons',
  'embed-icons',
  'translations/fr.json',
  'translations/nl.json',
  'translations/en.json',
]

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Serves the editor's own fonts, icons and translations from this origin, at `/tldraw/`. */
function tldrawAssetFiles(): Plugin {
  let outDir = ''
  return {
    name: 'tablee:tldraw-assets',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    configureServer(server) {
      server.middlewares.use('/tldraw', (request, response) => {
        const path = normalize(decodeURIComponent((request.url ?? '').split('?')[0] ?? '')).replace(
          /^\/+/,
          '',
        )
        const allowed = TLDRAW_PATHS.some((known) => path === known || path.startsWith(`${known}/`))
        const file = join(tldrawAssets, path)
        stat(allowed ? file : '').then(
          () => {
            response.setHeader('content-type', CONTENT_TYPES[extname(file)] ?? 'application/octet-stream')
            createReadStream(file).pipe(response)
          },
          () => {
            response.statusCode = 404
            response.end()
          },
        )
      })
    },
    async closeBundle() {
      for (const path of TLDRAW_PATHS) {
        const target = join(outDir, 'tldraw', path)
        await mkdir(dirname(target), { recursive: true })
        await cp(join(tldrawAssets, path), target, { recursive: true })
      }
      if ((await readdir(join(outDir, 'tldraw', 'fonts'))).length === 0)
        throw new Error('@tldraw/assets holds no fonts')
    },
  }
}

/** Writes each text file a second and third time, compressed as far as it goes: the server sends those as they are. */
function compressedFiles(): Plugin {
  let outDir = ''
  return {
    name: 'tablee:compressed-files',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      for (const name of await readdir(outDir, { recursive: true })) {
        if (!COMPRESSED.test(name) || existsSync(join(outDir, `${name}.br`))) continue
        const content = await readFile(join(outDir, name))
        if (content.length < COMPRESSED_MIN_BYTES) continue
        await writeFile(join(outDir, `${name}.br`), await brotli(content))
        await writeFile(join(outDir, `${name}.gz`), await gzipped(content, { level: 9 }))
      }
    },
  }
}

/** Gives tldraw our `generateHTML` and `generateText`: TipTap's make a new grammar for each note of a board. */
function oneTextGrammar(): Plugin {
  return {
    name: 'tablee:one-text-grammar',
    enforce: 'pre',
    resolveId(source, importer) {
      const isForTldraw = source === '@tiptap/core' && /\/node_modules\/tldraw\//.test(importer ?? '')
      return isForTldraw ? join(root, 'src/canvas/tiptap-for-tldraw.ts') : null
    },
  }
}

/** Serves the light page at its addresses while developing, as the server does. */
function planPage(): Plugin {
  return {
    name: 'tablee:plan-page',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/tableaux\/[^/]+\/(plan|tableau|resultats)\/?(\?|$)/.test(request.url ?? ''))
          request.url = '/plan.html'
        next()
      })
    },
  }
}

/** Tells the light page which files hold its words in each language, so that it can ask for them before it runs. */
function planWords(): Plugin {
  return {
    name: 'tablee:plan-words',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, path }) {
        if (!bundle || !path.endsWith('plan.html')) return html
        const words: Record<string, string[]> = {}
        for (const chunk of Object.values(bundle)) {
          const found = /\/locales\/(fr|nl|en)\/(?:canvas|outline)\.json$/.exec(
            ('facadeModuleId' in chunk && chunk.facadeModuleId) || '',
          )
          const [, lang] = found ?? []
          if (lang !== undefined) words[lang] = [...(words[lang] ?? []), `/${chunk.fileName}`]
        }
        if (Object.values(words).flat().length !== 6)
          throw new Error('the words of the plan are not where they were')
        return html.replace('id="words">{}<', `id="words">${JSON.stringify(words)}<`)
      },
    },
  }
}

const server = 'http://localhost:3000'

/** The mode in which the light page is built: by itself, so that it holds nothing that only the site needs. */
const PLAN_MODE = 'plan'

/**
 * `npx vite build apps/web` makes the site in `apps/web/dist`, which the server serves; the same with `--mode plan` adds
 * the light page. Built together they would share files, and a slow line would carry the site's half of each.
 */
export default defineConfig(({ mode }) => ({
  root,
  base: '/',
  plugins: [
    react(),
    oneTextGrammar(),
    mode !== PLAN_MODE && tldrawAssetFiles(),
    planPage(),
    planWords(),
    compressedFiles(),
  ],
  resolve: {
    // whole, what says the sentences would be an eighth of all that the light page loads
    alias:
      mode === PLAN_MODE
        ? [
            { find: /^(react-)?i18next$/, replacement: join(root, 'src/outline/small-i18next.ts') },
            { find: /^lib0\/logging$/, replacement: join(root, 'src/outline/plain-logging.ts') },
          ]
        : [],
    dedupe: ['react', 'react-dom', 'yjs', 'y-protocols', 'lib0', 'tldraw', '@tiptap/core', '@tiptap/pm'],
  },
  optimizeDeps: { exclude: ['@tldraw/assets'] },
  build: {
    outDir: 'dist',
    emptyOutDir: mode !== PLAN_MODE,
    copyPublicDir: mode !== PLAN_MODE,
    // tldraw alone is above Vite's default of 500 kB; it loads with the canvas only.
    chunkSizeWarningLimit: 2000,
    // The CSP allows no `data:` script and the fonts are better cached as files.
    assetsInlineLimit: 0,
    // One file less: browsers without it (before 2023) load the same files, a little later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: join(root, mode === PLAN_MODE ? 'plan.html' : 'index.html'),
      output: {
        codeSplitting: {
          // What every page needs in one file: compressed together it is smaller than in fifteen.
          groups: [
            // The same from release to release.
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next)\// },
            mode === PLAN_MODE
              ? // what is needed at once in one file: on a slow line each costs its headers
                { name: 'plan', tags: ['$initial'] }
              : { name: 'base', test: /node_modules\/(@tanstack\/[a-z-]+|zod)\// },
          ],
        },
      },
      treeshake: {
        // Our packages only declare: a page that needs the roles must not carry the record schemas of the board.
        moduleSideEffects: [{ test: /\/packages\/[a-z]+\/src\//, sideEffects: false }],
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: server, ws: true }, '/cas': { target: server } },
  },
}))
