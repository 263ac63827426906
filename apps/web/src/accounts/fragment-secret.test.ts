import { expect, test } from 'vitest'
import {
  type AddressBar,
  dropSecret,
  heldSecret,
  onSecretChange,
  takeFragmentSecret,
} from './fragment-secret.ts'

function addressBar(pathname: string, hash: string): AddressBar & { shown: string[] } {
  const shown: string[] = []
  return {
    shown,
    location: { pathname, search: '', hash },
    history: { state: null, replaceState: (_state, _unused, url) => shown.push(url) },
  }
}

test('an invitation leaves the address and is held in memory until it is used', () => {
  const bar = addressBar('/rejoindre', '#j=secret-token-0123456789')
  let calls = 0
  const stop = onSecretChange(() => calls++)
  takeFragmentSecret(bar)
  expect(bar.shown).toEqual(['/rejoindre'])
  expect(heldSecret('invitation')).toBe('secret-token-0123456789')
  expect(heldSecret('setup')).toBeNull()
  dropSecret()
  expect(heldSecret('invitation')).toBeNull()
  expect(calls).toBe(2)
  stop()
})

test('a set-up code is taken on the set-up page only', () => {
  const elsewhere = addressBar('/compte', '#code=abcdefghijklmnop')
  takeFragmentSecret(elsewhere)
  expect(elsewhere.shown).toEqual([])
  expect(heldSecret('setup')).toBeNull()
  takeFragmentSecret(addressBar('/installation/', '#code=abcdefghijklmnop'))
  expect(heldSecret('setup')).toBe('abcdefghijklmnop')
  dropSecret()
})
