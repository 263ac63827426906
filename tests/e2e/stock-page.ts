import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** A note as the test hands it over: the record without its text, and the text. */
export interface HandedNote {
  readonly id: string
  readonly record: Record<string, unknown>
  readonly text: string
}

/** What a page of somebody else's making does with a board: y-websocket, unmodified, and nothing of ours. */
export interface StockPage {
  readonly synced: boolean
  write(note: HandedNote): void
  /** Adds these letters to a note's text. */
  type(id: string, letters: string): void
  /** The texts of all notes by id. */
  texts(): Record<string, string>
  point(x: number): void
  /** Where the others point, by their name. */
  pointers(): Record<string, number>
  goOffline(): void
  comeBack(): void
}

declare global {
  interface Window {
    openStockPage(room: string): void
    stock: StockPage
  }
}

window.openStockPage = (room) => {
  const doc = new Y.Doc()
  const board = doc.getMap<Y.Map<unknown>>('board')
  const address = `${location.origin.replace(/^http/, 'ws')}/api/sync`
  const provider = new WebsocketProvider(address, room, doc, { disableBc: true })
  const textOf = (record: Y.Map<unknown> | undefined) => {
    const fragment = record?.get('rt')
    const paragraph = fragment instanceof Y.XmlFragment ? fragment.get(0) : null
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    return text instanceof Y.XmlText ? text : null
  }
  window.stock = {
    get synced() {
      return provider.synced
    },
    write({ id, record, text }) {
      doc.transact(() => {
        const map = new Y.Map<unknown>()
        board.set(id, map)
        map.set('b', record)
        const fragment = new Y.XmlFragment()
        map.set('rt', fragment)
        const paragraph = new Y.XmlElement('paragraph')
        fragment.insert(0, [paragraph])
        paragraph.insert(0, [new Y.XmlText(text)])
      })
    },
    type(id, letters) {
      const text = textOf(board.get(id))
      text?.insert(text.length, letters)
    },
    texts: () =>
      Object.fromEntries(
        [...board].flatMap(([id, record]) => {
          const text = textOf(record)
          return text ? [[id, text.toJSON()]] : []
        }),
      ),
    point: (x) => provider.awareness.setLocalStateField('cursor', { x, y: 0 }),
    pointers: () =>
      Object.fromEntries(
        [...provider.awareness.getStates()]
          .filter(([client]) => client !== doc.clientID)
          .map(([, state]) => [String(state['user']?.name), Number(state['cursor']?.x)]),
      ),
    goOffline: () => provider.disconnect(),
    comeBack: () => provider.connect(),
  }
}
