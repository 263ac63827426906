import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import config from '../../vite.config.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the background thread's program, which the global set-up bundled. */
    backgroundProgram: string
  }
}

const APP = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bundles the program of the background thread as the product's is, once for all server tests. From sources each thread
 * would take two seconds of a core to start.
 */
export async function bundleBackground(project: TestProject): Promise<() => void> {
  // inside the app: what stays outside the bundle is found from there
  const outDir = mkdtempSync(join(APP, 'node_modules', '.thread-'))
  await build({
    ...config,
    root: APP,
    configFile: false,
    logLevel: 'warn',
    build: {
      ...config.build,
      outDir,
      license: false,
      rolldownOptions: {
        ...config.build?.rolldownOptions,
        input: { worker: join(APP, 'src', 'background', 'worker.ts') },
      },
    },
  })
  project.provide('backgroundProgram', pathToFileURL(join(outDir, 'worker.js')).href)
  return () => rmSync(outDir, { recursive: true, force: true })
}
