import { describe, expect, test } from 'vitest'
import { findPairs, type GroupBoard } from './find-pairs.ts'
import type { GroupItem, Stance } from './group-items.ts'

const label = { fr: 'Conseils', nl: 'Advies', en: 'Advice' }

function item(id: string, text: string, more: Partial<GroupItem> = {}): GroupItem {
  return { id: `shape:${id}`, text, subject: text, stances: [], votes: null, ...more }
}

function board(boardId: string, items: readonly GroupItem[], zoneId = 'advice'): GroupBoard {
  return { boardId, zones: [{ id: zoneId, label, items }] }
}

const sort = (id: string, value: string): Stance => ({ id: 'sort', label: 'Tri', value, compared: id })

const MEUSE = board('meuse-board', [
  item(
    'm1',
    'Attention à ne pas tout mettre sur Nathalie : prévois un binôme dès le début, sinon tu déplaces juste le problème.',
  ),
  item('m2', 'J’essaierais de commencer par la collecte seule, sans la vente. Les boutiques attendront.'),
  item('m3', 'Demande les licences via Socialware avant de signer quoi que ce soit.'),
  item(
    'm4',
    'Un cahier des charges sans glossaire, c’est la porte ouverte aux suppléments : chez nous « tournée » voulait dire trois choses.',
  ),
  item('m5', 'Chez nous les chauffeurs ont cru que la tablette servait à les surveiller.'),
])
const SAMBRE = board('sambre-board', [
  item(
    's1',
    'Prévoir un glossaire dans le cahier des charges : le mot « tournée » n’a pas le même sens pour tous.',
  ),
  item('s2', 'PREVOIR UN BINOME DES LE DEBUT'),
  item('s3', 'Former l’équipe avant l’été.'),
])
const OURTHE = board('ourthe-board', [
  item('o1', 'demande les licences via Socialware, avant de signer quoi que ce soit'),
  item('o2', 'Le cahier des charges tient sur deux pages.'),
  item('o3', 'On a perdu trois mois.'),
])

const names = (pairs: ReturnType<typeof findPairs>) =>
  pairs
    .map(({ a, b }) =>
      [a.itemId, b.itemId]
        .map((id) => id.replace('shape:', ''))
        .sort()
        .join(' '),
    )
    .sort()

describe('pairs of the collation', () => {
  test('are proposed for the same text and for texts that share what they say, whatever the accents', () => {
    expect(names(findPairs([MEUSE, SAMBRE, OURTHE], []))).toEqual(['m1 s2', 'm3 o1', 'm4 s1'])
  })

  test('are of two groups, and of one zone', () => {
    const twice = board('a-board', [item('1', 'Prévoir un binôme'), item('2', 'Prévoir un binôme')])
    const elsewhere = board('b-board', [item('3', 'Prévoir un binôme')], 'takeaway')
    expect(findPairs([twice, elsewhere], [])).toEqual([])
  })

  test('do not come from the theme that everybody writes about', () => {
    const about = (id: string, rest: string) => item(id, `cahier des charges : ${rest}`)
    const groups = ['a', 'b', 'c'].map((group) =>
      board(
        `${group}-board`,
        ['budget', 'calendrier', 'chauffeurs', 'reprise', 'données'].map((word, at) =>
          about(`${group}${at}`, `${word} ${group === 'a' ? 'interne' : group === 'b' ? 'avant' : 'simple'}`),
        ),
      ),
    )
    expect(names(findPairs(groups, []))).toEqual(
      ['0', '1', '2', '3', '4'].flatMap((at) => [`a${at} b${at}`, `a${at} c${at}`, `b${at} c${at}`]).sort(),
    )
  })

  test('stay as somebody said, also across zones, until one of the two is gone', () => {
    const a = { boardId: 'meuse-board', itemId: 'shape:m4' }
    const b = { boardId: 'sambre-board', itemId: 'shape:s1' }
    const [linked] = findPairs([MEUSE, SAMBRE], [{ a, b, link: 'linked' }])
    expect(linked).toEqual({ a, b, state: 'linked', disagreement: null })
    const apart = findPairs([MEUSE, SAMBRE], [{ a: b, b: a, link: 'apart' }])
    expect(apart.filter(({ state }) => state === 'apart')).toHaveLength(1)
    expect(names(apart).filter((name) => name === 'm4 s1')).toHaveLength(1)
    expect(names(findPairs([MEUSE], [{ a, b, link: 'linked' }]))).toEqual([])
  })

  test('say where the two disagree, and lose neither', () => {
    const keep = board(
      'a-board',
      [item('1', 'Le glossaire', { stances: [sort('keep', 'Je garde')] })],
      'sort',
    )
    const no = board(
      'b-board',
      [item('2', 'le glossaire', { stances: [sort('no', 'Pas pour moi')] })],
      'sort',
    )
    const same = board('c-board', [item('3', 'Glossaire', { stances: [sort('keep', 'Je garde')] })], 'sort')
    const pairs = findPairs([keep, no, same], [])
    expect(names(pairs)).toEqual(['1 2', '1 3', '2 3'])
    const of = (x: string, y: string) =>
      pairs.find(({ a, b }) => a.itemId === `shape:${x}` && b.itemId === `shape:${y}`)?.disagreement
    expect(of('1', '2')).toEqual([{ label: 'Tri', a: 'Je garde', b: 'Pas pour moi' }])
    expect(of('1', '3')).toBeNull()
  })

  test('disagree when one group gave dots and the other none', () => {
    const liked = board('a-board', [item('1', 'Prévoir un binôme', { votes: 4 })])
    const left = board('b-board', [item('2', 'Prévoir un binôme', { votes: 0 })])
    expect(findPairs([liked, left], [])[0]?.disagreement).toEqual([{ label: '', a: '4', b: '0' }])
  })
})
