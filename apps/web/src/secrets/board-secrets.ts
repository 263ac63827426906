import { boardRoot, cellKey, TEXT_KEY } from '@tablee/board/content'
import { plainTextOf, setCell, setItemText, type Writer } from '@tablee/board/edit'
import { type LiveSecret, secretsIn, withoutSecrets } from '@tablee/cases/secrets'
import * as Y from 'yjs'
import type { OwnWriting } from './own-writing.ts'

/** How long after the last letter a text is looked at, in ms: half a password is none. */
const PAUSE_MS = 500
/** How the keys of cells begin in a note's record. */
const CELL_KEY = `m.${cellKey('')}`

/** A password or national number in a text of the board that this person just wrote. */
export interface BoardSecret {
  readonly recordId: string
  /** The column of its cell; null: the text itself. */
  readonly columnId: string | null
  readonly kind: LiveSecret['kind']
  readonly text: string
}

/** What was written here and should not stand on a board; nothing of it leaves the page or is kept. */
export interface BoardSecrets {
  list(): readonly BoardSecret[]
  subscribe(listener: () => void): () => void
  /** Takes the words out of the text. */
  erase(secret: BoardSecret): void
  /** They are meant: nothing more is said about the same words in the same note. */
  allow(secret: BoardSecret): void
  stop(): void
}

interface Place {
  readonly columnId: string | null
  readonly text: string
}

/** Looks at what this person writes, shortly after she wrote it. */
export function watchBoardSecrets(writer: Writer, writing: OwnWriting): BoardSecrets {
  const board = boardRoot(writer.doc)
  const listeners = new Set<() => void>()
  const allowed = new Set<string>()
  const found = new Map<string, BoardSecret[]>()
  let shown: readonly BoardSecret[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const keyOf = ({ recordId, text }: BoardSecret) => `${recordId} ${text}`
  const placesOf = (recordId: string): Place[] => {
    const record = board.get(recordId)
    if (record === undefined) return []
    const fragment = record.get(TEXT_KEY)
    const cells = [...record.entries()].flatMap(([key, value]): Place[] =>
      key.startsWith(CELL_KEY) && typeof value === 'string'
        ? [{ columnId: key.slice(CELL_KEY.length), text: value }]
        : [],
    )
    return fragment instanceof Y.XmlFragment
      ? [{ columnId: null, text: plainTextOf(fragment) }, ...cells]
      : cells
  }
  const tell = () => {
    shown = [...found.values()].flat().filter((secret) => !allowed.has(keyOf(secret)))
    for (const listener of listeners) listener()
  }
  const look = () => {
    for (const recordId of writing.take()) {
      const secrets = placesOf(recordId).flatMap(({ columnId, text }) =>
        secretsIn(text).map(({ kind, text: words }) => ({ recordId, columnId, kind, text: words })),
      )
      if (secrets.length === 0) found.delete(recordId)
      else found.set(recordId, secrets)
    }
    tell()
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(look, PAUSE_MS)
  }
  const stopWriting = writing.subscribe(soon)
  soon()
  return {
    list: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    erase({ recordId, columnId, text: words }) {
      const place = placesOf(recordId).find((one) => one.columnId === columnId)
      const found = place && secretsIn(place.text).filter(({ text }) => text === words)
      if (place === undefined || found === undefined) return
      const rest = withoutSecrets(place.text, found)
      if (columnId === null) setItemText(writer, recordId, rest, { base: place.text })
      else setCell(writer, { itemId: recordId, columnId }, rest === '' ? null : rest, { base: place.text })
      clearTimeout(timer)
      look()
    },
    allow(secret) {
      allowed.add(keyOf(secret))
      tell()
    },
    stop() {
      clearTimeout(timer)
      stopWriting()
    },
  }
}
