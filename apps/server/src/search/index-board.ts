import { allCells, type BoardSnapshot, LANGUAGES, readContent } from '@tablee/board'
import { cleanText } from '../exports/document/clean-text.ts'
import { methodOfBoard } from '../exports/document/method-of-board.ts'
import type { BoardWords, SearchItem } from './board-words.ts'
import { stemsOf, wordsOf } from './stems.ts'

/** Reads what can be found on a board: notes with all that their cells say, sheets and named clusters. */
export function indexBoard(snapshot: BoardSnapshot): BoardWords {
  const method = methodOfBoard(snapshot)
  const content = readContent({
    records: new Map(snapshot.records.map((record) => [record.id, record])),
    method,
    facts: new Map(),
    lang: 'fr',
  })
  const items: SearchItem[] = []
  const add = (id: string, zone: number | null, words: string, more = '') => {
    const text = cleanText(words).trim()
    if (text !== '') items.push({ id, zone, text, stems: stemsIn(`${text} ${more}`) })
  }
  for (const [at, { items: notes, sheet, clusters }] of content.zones.entries()) {
    for (const note of notes) {
      const { id, text, title } = note
      const labels = Object.values(allCells(note)).flatMap((cell) => {
        if (cell.kind === 'text' || cell.kind === 'free') return cell.text
        if (cell.kind !== 'term') return []
        const term = method.sets
          .find((set) => set.id === cell.set)
          ?.terms.find((known) => known.id === cell.id)
        return term ? LANGUAGES.map((lang) => term.label[lang]) : []
      })
      // a row without a text is found, and shown, by what stands for it
      add(id, at, text || title, labels.join(' '))
    }
    if (sheet) add(sheet.id, at, sheet.text)
    for (const { id, name } of clusters) add(id, at, name)
  }
  for (const { id, text } of content.unplaced) add(id, null, text)
  return { zones: content.zones.map(({ zone }) => ({ id: zone.id, title: zone.label })), items }
}

function stemsIn(text: string): string {
  return [...new Set(wordsOf(text).flatMap((word) => stemsOf(word, LANGUAGES)))].join(' ')
}
