import { expect, test } from 'vitest'
import { withinEdits } from '../../text/edit-distance.ts'
import { isCommonWord } from './common-words.ts'
import { FrontCodedList } from './front-coded-list.ts'
import { isFamilyName, isGivenName, misspeltGivenName } from './names.ts'
import { fitsPostcode, placesNamed } from './places.ts'

test('a front-coded list has its words, all of them and nothing else', () => {
  const words = Array.from({ length: 2_000 }, (_, at) => `mot${at.toString(36)}`.replace(/\d/g, 'x'))
  const sorted = [...new Set(words)].sort()
  let previous = ''
  let coded = ''
  for (const word of sorted) {
    let shared = 0
    while (shared < 25 && shared < previous.length && previous[shared] === word[shared]) shared += 1
    coded += String.fromCharCode(65 + shared) + word.slice(shared)
    previous = word
  }
  const list = new FrontCodedList(coded)
  expect([...list.words()]).toEqual(sorted)
  for (const word of sorted) {
    expect(list.has(word)).toBe(true)
    expect(list.has(`${word}q`)).toBe(sorted.includes(`${word}q`))
    expect(list.has(word.slice(0, -1))).toBe(sorted.includes(word.slice(0, -1)))
  }
  expect(list.has('')).toBe(false)
  expect(list.has('zzz')).toBe(false)
})

test('the lists know words from names', () => {
  for (const word of ['encoder', 'tablette', 'pierre', 'rose', 'vergadering', 'travaillera']) {
    expect(isCommonWord(word), word).toBe(true)
  }
  for (const name of ['nathalie', 'moussa', 'ozgur', 'giuseppe', 'ngalula', 'lieve']) {
    expect(isCommonWord(name), name).toBe(false)
  }
  for (const name of ['nathalie', 'fatoumata', 'mehmet', 'concetta', 'xhevahire', 'wout']) {
    expect(isGivenName(name), name).toBe(true)
  }
  for (const name of ['peeters', 'diallo', 'yilmaz', 'vanderschueren', 'elkhattabi'.slice(2), 'tshibangu']) {
    expect(isFamilyName(name), name).toBe(true)
  }
  expect(misspeltGivenName('stphanie')).toBe('stephanie')
  expect(misspeltGivenName('plannnig')).toBeNull()
})

test('a postcode fits its province only', () => {
  const [liege] = placesNamed('liege')
  if (liege === undefined) throw new Error('Liège is missing')
  expect(fitsPostcode(liege, '4000')).toBe(true)
  expect(fitsPostcode(liege, '2020')).toBe(false)
})

test('an edit is one letter more, less, other, or two swapped', () => {
  expect(withinEdits('nathalie', 'natahlie', 1)).toBe(true)
  expect(withinEdits('nathalie', 'natalie', 1)).toBe(true)
  expect(withinEdits('nathalie', 'nathalia', 1)).toBe(true)
  expect(withinEdits('nathalie', 'nahtlaie', 1)).toBe(false)
  expect(withinEdits('nathalie', 'nat', 2)).toBe(false)
})
