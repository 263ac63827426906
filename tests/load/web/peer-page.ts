import { spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BoardRecord } from '@tablee/board'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const FOLDER = fileURLToPath(new URL('dist', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Builds the peer's page and serves it with the same shapes. */
export async function servePeer(records: readonly BoardRecord[]): Promise<{ url: string; close(): void }> {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const config = join(ROOT, 'tests', 'load', 'web', 'peer', 'vite.config.ts')
  const { status, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--config', config, '--logLevel', 'warn'],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  )
  if (status !== 0) throw new Error(`the peer's page could not be built: ${stderr}`)
  const shapes = JSON.stringify(records.filter(({ typeName }) => typeName === 'shape').map(asPlainShape))
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (path === '/shapes.json') {
      response.setHeader('content-type', 'application/json')
      response.end(shapes)
      return
    }
    const file = join(FOLDER, normalize(path === '/' ? '/index.html' : path))
    stat(file).then(
      () => {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
        createReadStream(file).pipe(response)
      },
      () => {
        response.statusCode = 404
        response.end()
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

/** Zones and banner are not tldraw's: there a rectangle of the same size stands in their place. */
function asPlainShape(record: BoardRecord): BoardRecord {
  if (record.type !== 'zone' && record.type !== 'banner') return record
  const { w, h } = record.props ?? {}
  return {
    ...record,
    type: 'geo',
    meta: {},
    props: {
      w,
      h,
      geo: 'rectangle',
      dash: 'solid',
      url: '',
      growY: 0,
      scale: 1,
      labelColor: 'black',
      color: 'light-blue',
      fill: 'solid',
      size: 'm',
      font: 'sans',
      align: 'start',
      verticalAlign: 'start',
      richText: { type: 'doc', content: [{ type: 'paragraph' }] },
    },
  }
}
