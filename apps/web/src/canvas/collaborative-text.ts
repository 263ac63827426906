import { Extension, getSchema, type Editor as TextEditor } from '@tiptap/core'
import { Selection } from '@tiptap/pm/state'
import StarterKit from '@tiptap/starter-kit'
import { type Editor, type TLTextOptions, tipTapDefaultExtensions } from 'tldraw'
import { redo, undo, updateYFragment, yCursorPlugin, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { StoreBinding } from './bind-store.ts'
import { SteadyCaret } from './steady-caret.ts'

/**
 * Lets the browser find each paragraph's direction. tldraw's own extension stores that choice in every paragraph; the
 * documents hold text only, so this one just shows it (tldraw's measuring looks for `dir="auto"`).
 */
const TextDirection = Extension.create({
  name: 'textDirection',
  addGlobalAttributes() {
    const dir = { default: null, parseHTML: () => null, renderHTML: () => ({ dir: 'auto' }) }
    return [{ types: ['heading', 'paragraph'], attributes: { dir } }]
  },
})

/** tldraw's text extensions without TipTap's own history, which would take back colleagues' keystrokes. */
const TEXT_EXTENSIONS = tipTapDefaultExtensions.map((extension) => {
  if (extension.name === 'textDirection') return TextDirection
  return extension.name === 'starterKit'
    ? StarterKit.configure({ ...extension.options, history: false })
    : extension
})

const TEXT_SCHEMA = getSchema(TEXT_EXTENSIONS)

/** Writes a whole rich text into a fragment with the smallest change, so that a colleague's letters stay. */
export function writeText(fragment: Y.XmlFragment, richText: unknown): void {
  if (!fragment.doc) return
  updateYFragment(fragment.doc, fragment, TEXT_SCHEMA.nodeFromJSON(richText), {
    mapping: new Map(),
    isOMark: new Map(),
  })
}

interface CollaborativeTextOptions {
  /** The canvas' editor, once it is mounted. */
  getEditor(): Editor | null
  binding: Pick<StoreBinding, 'bindText'>
  awareness: Awareness
}

/** Text options that let several people type in the same shape: every text editor that opens is bound to the document. */
export function collaborativeText({
  getEditor,
  binding,
  awareness,
}: CollaborativeTextOptions): TLTextOptions {
  const releases = new WeakMap<TextEditor, () => void>()
  const collaboration = Extension.create({
    name: 'collaboration',
    // Before tldraw's own extensions, so that undo means the document's.
    priority: 1000,
    addProseMirrorPlugins() {
      releases.get(this.editor)?.()
      const id = getEditor()?.getEditingShapeId()
      const bound = id ? binding.bindText(id) : null
      if (!bound) return []
      releases.set(this.editor, bound.release)
      return [
        ySyncPlugin(bound.fragment),
        yCursorPlugin(awareness, { cursorBuilder: buildCaret }),
        yUndoPlugin(),
      ]
    },
    addKeyboardShortcuts() {
      return {
        'Mod-z': () => undo(this.editor.state),
        'Mod-y': () => redo(this.editor.state),
        'Shift-Mod-z': () => redo(this.editor.state),
        // The browser would do these itself, and a colleague's caret that is drawn before it tells of it takes hers back.
        'Ctrl-Home': () => goTo(this.editor, 'start'),
        'Ctrl-End': () => goTo(this.editor, 'end'),
      }
    },
    onDestroy() {
      const release = releases.get(this.editor)
      // React is still taking the text editor down; the store may only change after it.
      if (release) queueMicrotask(release)
    },
  })
  return { tipTapConfig: { extensions: [...TEXT_EXTENSIONS, collaboration, SteadyCaret] } }
}

/** Takes the caret to an end of the text; always true, since the key means nothing else. */
function goTo({ view, state }: TextEditor, edge: 'start' | 'end'): true {
  const selection = edge === 'start' ? Selection.atStart(state.doc) : Selection.atEnd(state.doc)
  view.dispatch(state.tr.setSelection(selection).scrollIntoView())
  return true
}

/** Builds a colleague's caret: a coloured line with the name above it. */
function buildCaret(user: { name?: string; color?: string }): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'board-caret'
  caret.style.setProperty('--caret-colour', user.color ?? '')
  caret.dataset['name'] = user.name ?? ''
  return caret
}
