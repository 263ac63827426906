import { useSyncExternalStore } from 'react'
import { type FragmentSecret, heldSecret, onSecretChange } from './fragment-secret.ts'

/** The secret that came in the link, as long as it has not been used. */
export function useSecret(kind: FragmentSecret['kind']): string | null {
  return useSyncExternalStore(onSecretChange, () => heldSecret(kind))
}
