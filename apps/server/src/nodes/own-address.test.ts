import { expect, test } from 'vitest'
import { ownAddress } from './own-address.ts'

test.each([
  ['localhost', 'http://127.0.0.1:3000'],
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['::1', 'http://[::1]:3000'],
  ['10.1.2.3', 'http://10.1.2.3:3000'],
  ['fd00::3', 'http://[fd00::3]:3000'],
])('a server that listens on %s is reached at %s', (host, address) => {
  expect(ownAddress({ nodeUrl: null, host }, 3000)).toBe(address)
})

test('one on every interface is reached at an address of this machine, or where it was told', () => {
  expect(ownAddress({ nodeUrl: null, host: '0.0.0.0' }, 3000)).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:3000$/)
  expect(ownAddress({ nodeUrl: 'http://one:80', host: '0.0.0.0' }, 3000)).toBe('http://one:80')
})
