import { fileURLToPath } from 'node:url'
import type { WireName } from '../generator/wire.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A server that can be measured. */
export interface ServerKind {
  /** As the output names it. */
  name: string
  wire: WireName
  /** Arguments of Node. */
  args: readonly string[]
  env: Readonly<Record<string, string>>
  /** Whether a restarted server has the boards of before. */
  isStored: boolean
}

/** What every server's Node is told: room for what is young, as `npm start` has it (apps/server/README.md). */
export const NODE_FLAGS = ['--max-semi-space-size=64']

/** Ours: SQLite, every change on disk before anybody sees it. */
export const TABLEE: ServerKind = {
  name: 'tablee',
  wire: 'y-websocket',
  args: [...NODE_FLAGS, '--expose-gc', here('../dist/main.js')],
  env: { RULES: '0' },
  isStored: true,
}

/** Ours, and every change looked at by the rules of boards. */
export const TABLEE_WITH_RULES: ServerKind = { ...TABLEE, name: 'tablee with rules', env: { RULES: '1' } }

/** Ours met by our own client: the same server as ever. */
export const TABLEE_WITH_ITS_CLIENT: ServerKind = { ...TABLEE, name: 'tablee with its own client' }

/** In memory only. */
export const Y_WEBSOCKET_SERVER: ServerKind = {
  name: 'y-websocket-server-0.1.1',
  wire: 'y-websocket',
  args: [...NODE_FLAGS, here('../peers/node_modules/@y/websocket-server/src/server.js')],
  env: { HOST: '127.0.0.1' },
  isStored: false,
}

/** SQLite, whole documents, some seconds later. */
export const HOCUSPOCUS: ServerKind = {
  name: 'hocuspocus-4.7.0',
  wire: 'hocuspocus',
  args: [...NODE_FLAGS, here('../peers/hocuspocus.mjs')],
  env: {},
  isStored: true,
}

/** SQLite, every change, not waiting for the disk. */
export const TLDRAW: ServerKind = {
  name: 'tldraw-sync-core-5.4.2',
  wire: 'tldraw',
  args: [...NODE_FLAGS, here('../peers/tldraw.mjs')],
  env: {},
  isStored: true,
}
