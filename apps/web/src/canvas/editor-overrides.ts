import type { BoardRole } from '@tablee/board'
import type { TLUiOverrides } from 'tldraw'
import { type WritingGate, writeNoteAtPointer } from './note-gestures.ts'

/** Actions that load or say something from outside the board. */
const LEFT_OUT_ACTIONS = [
  'insert-embed',
  'insert-media',
  'convert-to-embed',
  'convert-to-bookmark',
  'open-embed-link',
  'open-cursor-chat',
  'toggle-dark-mode',
  'new-page',
]

/** Actions that change what other people made, or the furniture. */
const COACH_ACTIONS = ['toggle-lock', 'unlock-all', 'group', 'ungroup']

/** Tools of a participant, by tldraw's id; their shortcuts go with them. */
const PARTICIPANT_TOOLS: ReadonlySet<string> = new Set(['select', 'hand', 'note', 'arrow', 'text'])

/** Fits the editor's actions, tools and words to the product; `words` are the strings that tldraw lacks in a language. */
export function editorOverrides(
  role: BoardRole,
  lang: string,
  words: Record<string, string>,
  writing: WritingGate,
): TLUiOverrides {
  return {
    actions(_editor, actions) {
      const leftOut = role === 'coach' ? LEFT_OUT_ACTIONS : [...LEFT_OUT_ACTIONS, ...COACH_ACTIONS]
      return Object.fromEntries(Object.entries(actions).filter(([id]) => !leftOut.includes(id)))
    },
    tools(editor, tools) {
      const { embed: _embed, asset: _asset, note, ...others } = tools
      const mine = Object.entries(others).filter(([id]) => role === 'coach' || PARTICIPANT_TOOLS.has(id))
      if (!note) return Object.fromEntries(mine)
      const select: typeof note.onSelect = (source) => {
        if (source === 'kbd') writeNoteAtPointer(editor, writing)
        else note.onSelect(source)
      }
      return Object.fromEntries([...mine, ['note', { ...note, onSelect: select }]])
    },
    translations: { [lang]: words },
  }
}
