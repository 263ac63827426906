/** The address of the sync sockets of this site: as secure as the page itself. */
export function syncUrl({ protocol, host }: { protocol: string; host: string }): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/sync`
}
