/** What happens to a page that matters to its connection. */
interface PageEvents {
  networkLost(): void
  networkBack(): void
  /** The person looks at the page again. */
  shown(): void
}

/** Follows a page; outside a browser nothing happens to it. Returns its undo. */
export function followPage({ networkLost, networkBack, shown }: PageEvents): () => void {
  if (typeof window === 'undefined') return () => undefined
  const visibilityChanged = () => {
    if (document.visibilityState === 'visible') shown()
  }
  window.addEventListener('offline', networkLost)
  window.addEventListener('online', networkBack)
  document.addEventListener('visibilitychange', visibilityChanged)
  return () => {
    window.removeEventListener('offline', networkLost)
    window.removeEventListener('online', networkBack)
    document.removeEventListener('visibilitychange', visibilityChanged)
  }
}
