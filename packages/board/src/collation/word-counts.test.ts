import { expect, test } from 'vitest'
import type { GroupBoard } from './find-pairs.ts'
import type { GroupItem } from './group-items.ts'
import { countWords } from './word-counts.ts'

const label = { fr: 'Difficultés', nl: 'Moeilijkheden', en: 'Difficulties' }
const tagged = (text: string, ...tags: string[]): GroupItem => ({
  id: `shape:${text}`,
  text,
  subject: text,
  votes: null,
  stances: tags.map((tag) => ({ id: 'tag', label: 'Frein', value: `Le mot ${tag}`, compared: tag })),
})
const board = (boardId: string, items: readonly GroupItem[]): GroupBoard => ({
  boardId,
  zones: [{ id: 'difficulties', label, items }],
})

test('a term is counted over groups: in how many it was chosen, and how often', () => {
  const groups = [
    board('meuse', [
      tagged('Pas le temps', 'time'),
      tagged('Toujours trop court', 'time'),
      tagged('Cher', 'money'),
    ]),
    board('sambre', [tagged('On court', 'time')]),
    board('ourthe', [tagged('Il faut payer', 'money'), tagged('Et le chef ?', 'people')]),
  ]
  expect(countWords(groups, 'difficulties')).toEqual([
    { label: 'Frein', value: 'Le mot time', items: 3, groups: 2 },
    { label: 'Frein', value: 'Le mot money', items: 2, groups: 2 },
    { label: 'Frein', value: 'Le mot people', items: 1, groups: 1 },
  ])
  expect(countWords(groups, 'elsewhere')).toEqual([])
})

test('a keyword counts once two groups wrote it, whatever its accents and capitals; a sentence never does', () => {
  const sentence = 'Il faut que tout le monde soit d’accord avant de commencer'
  const groups = [
    board('meuse', [tagged('Patience'), tagged('Écoute'), tagged(sentence)]),
    board('sambre', [tagged('ecoute'), tagged(sentence)]),
  ]
  expect(countWords(groups, 'difficulties')).toEqual([{ label: '', value: 'Écoute', items: 2, groups: 2 }])
})

test('what a zone says of all its items is no choice of anybody', () => {
  const [item = tagged('')] = [tagged('Le CA', 'high')]
  const lying = { ...item, stances: item.stances.map((stance) => ({ ...stance, isOfZone: true })) }
  expect(countWords([board('meuse', [lying])], 'difficulties')).toEqual([])
})
