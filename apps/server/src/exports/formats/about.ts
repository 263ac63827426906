import type { ExportDocument } from '../document/export-document.ts'
import { exportWords } from '../words.ts'

const DAY = {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Brussels',
} as const

/** What a file says about itself: which board, of when, by which method, and the hash of its content. */
export function aboutRows({ lang, board, method, hash }: ExportDocument): [string, string][] {
  const words = exportWords(lang)
  return [
    [words.board, board.title],
    [words.organisation, board.organisation ?? words.everybody],
    [words.cohort, board.cohort],
    [words.method, `${method.title} (${method.id}, ${words.version} ${method.version})`],
    ...(board.snapshot === null ? [] : [[words.snapshot, board.snapshot] satisfies [string, string]]),
    [
      words.exportedAt,
      new Intl.DateTimeFormat(`${lang === 'en' ? 'en-GB' : `${lang}-BE`}`, DAY).format(new Date(board.at)),
    ],
    [words.hash, hash],
  ]
}

/** A name before its value: French leaves a space before the colon. */
export function labelled(name: string, lang: ExportDocument['lang']): string {
  return lang === 'fr' ? `${name}\u00a0: ` : `${name}: `
}
