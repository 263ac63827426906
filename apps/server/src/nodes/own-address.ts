import { networkInterfaces } from 'node:os'

/** What HOST says of a server that only this machine reaches. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/
/** What it says of one that listens on every interface. */
const EVERY_INTERFACE = /^(0\.0\.0\.0|::)$/

/**
 * Where other processes reach this one: NODE_URL when given, else by what it listens on; a server on every interface
 * is reached at this machine's first IPv4 address that is not its own loopback.
 */
export function ownAddress(config: { nodeUrl: string | null; host: string }, port: number): string {
  if (config.nodeUrl !== null) return config.nodeUrl
  if (LOOPBACK.test(config.host)) return `http://${config.host === '::1' ? '[::1]' : '127.0.0.1'}:${port}`
  const host = EVERY_INTERFACE.test(config.host) ? (firstAddress() ?? '127.0.0.1') : config.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function firstAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}
