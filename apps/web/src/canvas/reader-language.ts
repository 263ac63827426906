import { LANGUAGES, type Lang } from '@tablee/board'
import { type Editor, useValue } from 'tldraw'

/** The language in which this person reads the board. */
export function readerLanguage(editor: Editor): Lang {
  return LANGUAGES.find((lang) => lang === editor.user.getLocale()) ?? 'fr'
}

/** The language in which this person reads the board, followed when it changes. */
export function useReaderLanguage(editor: Editor): Lang {
  return useValue('reader language', () => readerLanguage(editor), [editor])
}
