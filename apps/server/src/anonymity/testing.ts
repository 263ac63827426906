import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BoardRecord, boardRoot, encodeRecord, metaRoot, plainToRichText } from '@tablee/board'
import * as Y from 'yjs'
import { verifyAnonymity } from './verify.ts'

/** Yjs clients of the boards that tests make: the server's, and those of two people. */
export const CLIENTS = { server: 100, karim: 201, sophie: 202 } as const

/** Random ids, as the server makes them. */
export const RANDOM_IDS = [
  'shape:Fq3ZsLw0cTn8vYk2',
  'shape:bW7xEoQe1mRu6pJd',
  'shape:tH5aGvKi9yXf4zNc',
] as const

/** A note as it is stored: unsigned, unless something more is said. */
export function note(
  id: string,
  { index = 'a1', meta = {} }: { index?: string; meta?: object } = {},
): BoardRecord {
  return {
    id,
    typeName: 'shape',
    type: 'note',
    parentId: 'page:page',
    index,
    x: 0,
    y: 0,
    rotation: 0,
    opacity: 1,
    isLocked: false,
    props: { richText: plainToRichText('Une phrase que personne ne signe') },
    meta: { zone: 'takeaway', ...meta },
  }
}

/** A board's log: each step is one update by one Yjs client. The first says that the zone is anonymous. */
export function boardLog(
  steps: readonly { client: number; change(root: Y.Map<Y.Map<unknown>>, doc: Y.Doc): void }[],
): Uint8Array[] {
  const docs = new Map<number, Y.Doc>()
  const log: Uint8Array[] = []
  const by = (client: number, change: (root: Y.Map<Y.Map<unknown>>, doc: Y.Doc) => void) => {
    const doc = docs.get(client) ?? new Y.Doc({ gc: false })
    doc.clientID = client
    docs.set(client, doc)
    for (const update of log) Y.applyUpdate(doc, update)
    doc.once('update', (update: Uint8Array) => log.push(update))
    doc.transact(() => change(boardRoot(doc), doc))
  }
  by(CLIENTS.server, (_, doc) => {
    const curtain = { id: 'c', anonymous: true, sinceMs: 1, hidden: 0, reading: false }
    metaRoot(doc).set('curtains', { takeaway: curtain })
  })
  for (const { client, change } of steps) by(client, change)
  return log
}

/** Puts these notes on the board. */
export const put =
  (...notes: readonly BoardRecord[]) =>
  (root: Y.Map<Y.Map<unknown>>): void => {
    for (const each of notes) root.set(each.id, encodeRecord(each))
  }

/** Karim and Sophie each write a note in the open: from then on their clients are known. */
export const SIGNED = [
  {
    client: CLIENTS.karim,
    change: put(note('shape:Kd02hVbq7LxWmZ1s', { meta: { by: 'actor-karim', zone: 'macro' } })),
  },
  {
    client: CLIENTS.sophie,
    change: put(note('shape:pYr6Uc3TjE8nQa5o', { meta: { by: 'actor-sophie', zone: 'macro' } })),
  },
] as const

/** Runs the command on files with these contents; what is no text is base64 of an update each. */
export async function verifyFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: readonly string[] = [],
): Promise<{ status: number; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tablee-anonymity-'))
  try {
    const paths = Object.keys(files).map((name) => join(folder, name))
    for (const [at, content] of Object.values(files).entries()) await writeFile(paths[at] ?? '', content)
    const { lines, status } = await verifyAnonymity([...paths, ...options])
    return { status, said: lines.join('\n') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A log of updates as one file. */
export function logFile(updates: readonly Uint8Array[]): string {
  return JSON.stringify(updates.map((update) => Buffer.from(update).toString('base64')))
}
