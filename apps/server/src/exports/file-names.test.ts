import { expect, test } from 'vitest'
import { attachmentHeader, distinctNames, fileStem } from './file-names.ts'

test('a title becomes a name that every disk takes', () => {
  expect(fileStem('Été : « a/b\\c » *?')).toBe('Été « a b c »')
  expect(fileStem('..\u202egnp.exe')).toBe('gnp.exe')
  expect(fileStem(' . ')).toBe('tablee')
  expect(fileStem('CON')).toBe('tablee')
  expect([...fileStem('é'.repeat(200))]).toHaveLength(80)
})

test('names that differ in case only are told apart', () => {
  const distinct = distinctNames()
  expect(['Besoins', 'besoins', 'Besoins'].map(distinct)).toEqual(['Besoins', 'besoins (2)', 'Besoins (3)'])
})

test('a name cannot leave its header', () => {
  const header = attachmentHeader('a"\r\nset-cookie: x=1é\'.csv')
  expect(header).not.toMatch(/[\r\n]/)
  expect(header).toContain(`filename="a___set-cookie_ x_1e_.csv"`)
  expect(header).toContain('%C3%A9%27.csv')
})
