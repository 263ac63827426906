import type { Lang, LocalisedText } from '@tablee/board'

/** What is looked for among the methods. */
export interface MethodWish {
  /** Empty for all. */
  readonly family: string
  readonly words: string
}

/** A method as far as it is looked for. */
export interface FoundMethod {
  readonly family: string
  readonly title: LocalisedText
  readonly purpose?: LocalisedText
}

/** The methods of a family in whose title or purpose every word occurs, in the reader's language, accents aside. */
export function filterMethods<M extends FoundMethod>(
  methods: readonly M[],
  wish: MethodWish,
  lang: Lang,
): M[] {
  const words = folded(wish.words).split(/\s+/).filter(Boolean)
  return methods.filter((method) => {
    if (wish.family !== '' && method.family !== wish.family) return false
    const text = folded(`${method.title[lang]} ${method.title.fr} ${method.purpose?.[lang] ?? ''}`)
    return words.every((word) => text.includes(word))
  })
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()
}
