/** Where to go after signing in: a path of this site, never another site, else home. */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/'
  // `//host` and `/\host` are other sites for a browser.
  const url = new URL(wanted, 'https://here.invalid')
  return url.origin === 'https://here.invalid' ? url.pathname + url.search : '/'
}
