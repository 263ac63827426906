import type { Person, PersonOptions, ServerAddress } from './person.ts'
import { askHello, openTldrawPerson } from './tldraw-person.ts'
import { openYjsPerson } from './yjs-person.ts'

/** Opens people's connections to one server. */
export type OpenPerson = (options: Omit<PersonOptions, 'server'>) => Person

/** Learns how a server's clients begin. @returns what opens them */
export async function peopleOf(server: ServerAddress): Promise<OpenPerson> {
  if (server.wire !== 'tldraw') return (options) => openYjsPerson({ ...options, server })
  const hello = await askHello(server)
  return (options) => openTldrawPerson({ ...options, server }, hello)
}
