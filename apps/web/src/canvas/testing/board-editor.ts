import {
  type BoardAuthor,
  type BoardRecord,
  buildBoardDoc,
  createBoardSchema,
  type Method,
} from '@tablee/board'
import type { Writer } from '@tablee/board/edit'
import {
  createTLStore,
  defaultAddFontsFromNode,
  defaultBindingUtils,
  defaultShapeTools,
  defaultShapeUtils,
  defaultTools,
  Editor,
  tipTapDefaultExtensions,
} from 'tldraw'
import type * as Y from 'yjs'
import { bindStore, type StoreBinding } from '../bind-store.ts'
import { writeText } from '../collaborative-text.ts'
import { followDates } from '../date-places.ts'
import { type BoardMeaning, followMeaning } from '../meaning/board-meaning.ts'
import { installRules } from '../rules.ts'
import { boardShapeUtils } from '../shapes/board-shape-utils.ts'
import { stepGate } from '../steps/step-gate.ts'
import { stampZones } from '../zone-stamps.ts'

/** An editor on a board of its own, with what it refused. */
export interface BoardEditor {
  editor: Editor
  doc: Y.Doc
  meaning: BoardMeaning
  binding: StoreBinding
  /** Writes in the document beside the store, as this author. */
  writer: Writer
  refused: string[]
  close(): void
}

/** Mounts a real editor for one author on a board that holds these records; needs a browser-like document. */
export function openEditor(
  author: BoardAuthor,
  records: readonly BoardRecord[],
  method?: Method,
): BoardEditor {
  fillInBrowser()
  const doc = buildBoardDoc(records, { template: 'test', version: '1', ...(method && { method }) })
  const store = createTLStore({ schema: createBoardSchema() })
  const writer: Writer = { doc, by: author.actorId, role: author.role }
  const binding = bindStore({ store, doc, writeText, beside: writer })
  const container = document.body.appendChild(document.createElement('div'))
  const meaning = followMeaning(store, doc)
  const own = boardShapeUtils(author, meaning)
  const editor = new Editor({
    store,
    shapeUtils: [...defaultShapeUtils.filter(({ type }) => !own.some((util) => util.type === type)), ...own],
    bindingUtils: defaultBindingUtils,
    tools: [...defaultTools, ...defaultShapeTools],
    getContainer: () => container,
    textOptions: {
      addFontsFromNode: defaultAddFontsFromNode,
      tipTapConfig: { extensions: tipTapDefaultExtensions },
    },
  })
  const refused: string[] = []
  const stops = [
    installRules({
      editor,
      author,
      gate: stepGate(meaning, author),
      onRefused: (code) => void refused.push(code),
    }),
    stampZones(editor, author),
    followDates(editor, meaning),
  ]
  return {
    editor,
    doc,
    meaning,
    binding,
    writer,
    refused,
    close() {
      for (const stop of stops) stop()
      meaning.dispose()
      binding.dispose()
      editor.dispose()
      container.remove()
    },
  }
}

/** What jsdom lacks and tldraw asks for; no test depends on its answers. */
function fillInBrowser(): void {
  window.matchMedia ??= (query) => Object.assign(new EventTarget(), noMedia, { media: query })
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  if (!('fonts' in document)) {
    Object.defineProperty(document, 'fonts', { value: { add() {}, delete() {}, ready: Promise.resolve() } })
  }
  globalThis.FontFace ??= class {
    load() {
      return Promise.resolve(this)
    }
    // jsdom has no fonts at all; the editor only asks them to load.
  } as unknown as typeof FontFace
}

const noMedia = { matches: false, onchange: null, addListener() {}, removeListener() {} }
