import { LANGUAGES } from '@tablee/board'
import { PREFIX_MIN_LETTERS, placedWords, stemsOf } from './stems.ts'

/** Characters of an excerpt, and how many of them stand before the first word that was found. */
const LENGTH = 180
const BEFORE = 50

/** A piece of a text around what was found; `found` are the places of the words in it. */
export interface Excerpt {
  text: string
  found: [start: number, end: number][]
}

/** The piece of a text where the words of a query are; from its beginning when they are in none of its words. */
export function excerptOf(text: string, query: readonly string[]): Excerpt {
  const wanted = query.flatMap((word) => stemsOf(word, LANGUAGES))
  const isWanted = (stem: string) =>
    wanted.some((want) => stem === want || (want.length >= PREFIX_MIN_LETTERS && stem.startsWith(want)))
  const places = placedWords(text).filter(({ word }) => stemsOf(word, LANGUAGES).some(isWanted))
  const first = places[0]?.start ?? 0
  const start = first <= BEFORE ? 0 : wordStart(text, first - BEFORE)
  const end = Math.min(text.length, start + LENGTH)
  const head = start > 0 ? '… ' : ''
  const piece = text.slice(start, end).replace(/\s/g, ' ')
  return {
    text: `${head}${piece}${end < text.length ? ' …' : ''}`.replace(/\p{Surrogate}/gu, ''),
    found: places
      .filter((place) => place.start >= start && place.end <= end)
      .map((place): [number, number] => [place.start - start + head.length, place.end - start + head.length]),
  }
}

function wordStart(text: string, at: number): number {
  const space = text.slice(0, at).search(/\s\S*$/)
  return space < 0 ? at : space + 1
}
