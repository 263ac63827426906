/** Words of notes, one after the other (RE2): short and long ones, 12 on average. */
const LENGTHS = [6, 12, 9, 20, 14, 11, 12] as const
/** What simulated people say: the length of the words matters for the room that notes take, their sense does not. */
const WORDS = [
  'savoir',
  'le',
  'matin',
  'qui',
  'est',
  'sur',
  'quel',
  'chantier',
  'sans',
  'retaper',
  'les',
  'heures',
  'dans',
  'deux',
  'carnets',
  'et',
  'prévoir',
  'un',
  'binôme',
  'pour',
  'chaque',
  'tournée',
] as const

/** How many words the n-th note of a rehearsal has. */
export function noteWords(n: number): number {
  return LENGTHS[n % LENGTHS.length] ?? 12
}

/** So many words. @param from which of them comes first: notes are not all alike */
export function simulatedText(words: number, from: number): string {
  return Array.from({ length: words }, (_, at) => WORDS[(from * 5 + at) % WORDS.length]).join(' ')
}

/** Words of a text. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}
