/** A secret that came in a link: the set-up code, an invitation's token, or that of an organisation's answer. */
export interface FragmentSecret {
  kind: 'setup' | 'invitation' | 'consent'
  value: string
}

/** Which page expects which secret, under which name in the fragment. */
const PLACES: Readonly<Record<string, { kind: FragmentSecret['kind']; key: string }>> = {
  '/installation': { kind: 'setup', key: 'code' },
  '/rejoindre': { kind: 'invitation', key: 'j' },
  '/accord': { kind: 'consent', key: 'a' },
}

/** The part of `window` that is read and cleaned. */
export interface AddressBar {
  location: { pathname: string; search: string; hash: string }
  history: { state: unknown; replaceState(state: unknown, unused: string, url: string): void }
}

let held: FragmentSecret | null = null
const listeners = new Set<() => void>()

/**
 * Takes the secret out of the address: from then on it is in memory only, not in the history, not in a copied
 * address, not in a screenshot. Called before anything else runs on the page.
 */
export function takeFragmentSecret(bar: AddressBar): void {
  const { pathname, search, hash } = bar.location
  const place = PLACES[pathname.replace(/\/$/, '')]
  const value = place && new URLSearchParams(hash.replace(/^#/, '')).get(place.key)
  if (!place || !value) return
  bar.history.replaceState(bar.history.state, '', pathname + search)
  held = { kind: place.kind, value }
  for (const listener of listeners) listener()
}

/** The secret that came with the page, if it is of this kind. */
export function heldSecret(kind: FragmentSecret['kind']): string | null {
  return held?.kind === kind ? held.value : null
}

/** Forgets the secret once it was used. */
export function dropSecret(): void {
  held = null
  for (const listener of listeners) listener()
}

/** Calls back when a secret arrives (a link pasted into an open page) or is dropped; returns the undo. */
export function onSecretChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
