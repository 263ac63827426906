import type { Lang } from '@tablee/board'
import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../api/accounts.ts'
import { currentLanguage, switchLanguage } from '../ui/i18n.ts'

/** Shows the language that a person chose when she signs in on another device; returns the undo. */
export function followPersonLanguage(client: QueryClient): () => void {
  let known: Lang | null = null
  return client.getQueryCache().subscribe(({ query }) => {
    if (query.queryHash !== JSON.stringify(sessionQuery.queryKey)) return
    const lang = client.getQueryData(sessionQuery.queryKey)?.person?.lang ?? null
    if (lang === known) return
    known = lang
    if (lang === null || lang === currentLanguage()) return
    // Fails only when the words cannot be fetched; the screen then stays in the language it has.
    switchLanguage(lang).catch(() => undefined)
  })
}
