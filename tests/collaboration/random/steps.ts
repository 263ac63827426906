/** The kinds of change that people make. */
export const EDITS = [
  'lists',
  'strikes',
  'types',
  'erases',
  'erases without a trace',
  'adds a record',
  'sets a field',
  'writes in a record',
  'removes a record',
  'breaks a record',
  'writes where nobody may',
  'writes a lot',
] as const
export type EditKind = (typeof EDITS)[number]

/** What somebody's network does. */
export const NETWORK = [
  'is cut off',
  'is cut off unnoticed',
  'is back',
  'sends late',
  'receives late',
  'catches up',
  'sends some',
  'receives some',
] as const
export type NetworkEvent = (typeof NETWORK)[number]

/** What storage does from here on; `well` ends it. */
export const STORAGE = ['refuses', 'loses its answers', 'stands still', 'is away', 'is well'] as const
export type StorageState = (typeof STORAGE)[number]

/** What happens to the server as a whole. */
export const SERVER = [
  'crashes',
  'restarts',
  'lets everybody go',
  'asks for rights again',
  'is overtaken by another',
  'sleeps, and another takes the room',
  'that sleeps wakes',
] as const
export type ServerEvent = (typeof SERVER)[number]

/** What somebody's page is: an unmodified y-websocket client, ours, or ours with a copy on her device. */
export type ClientKind = 'stock' | 'ours' | 'ours with a copy'

/** One step of a program. Steps name peers by number, so that any of them can be left out. */
export type Step =
  | { do: 'arrive'; peer: number; person: number; client: ClientKind; access: 'write' | 'read' }
  | { do: 'leave'; peer: number }
  | { do: 'reload'; peer: number }
  /** `at` is a place in per mille of what is there when the step comes. */
  | { do: 'edit'; peer: number; kind: EditKind; at: number }
  | { do: 'point'; peer: number }
  | { do: 'network'; peer: number; event: NetworkEvent; frames: number }
  | { do: 'storage'; state: StorageState }
  | { do: 'server'; event: ServerEvent }
  | { do: 'wait'; turns: number }
  | { do: 'settle' }

const CLIENTS: Record<ClientKind, string> = {
  stock: 'a stock client',
  ours: 'our client',
  'ours with a copy': 'our client and a copy on the device',
}

const PEOPLE = ['Anna', 'Bilal', 'Chloé', 'Dirk', 'Esra', 'Farah']

/** The person's name, and the number of her peer. */
export function nameOf(peer: number): string {
  return `peer ${peer}`
}

/** Whose operations a person's peers write. */
export function authorOf(person: number): string {
  return PEOPLE[person % PEOPLE.length] ?? 'Anna'
}

/** A step in words. */
function describeStep(step: Step): string {
  switch (step.do) {
    case 'arrive': {
      const who = `${authorOf(step.person)} with ${CLIENTS[step.client]}`
      return `${nameOf(step.peer)} arrives: ${who}, may ${step.access}`
    }
    case 'leave':
      return `${nameOf(step.peer)} closes the page for good`
    case 'reload':
      return `${nameOf(step.peer)} loads the page again`
    case 'edit':
      return `${nameOf(step.peer)} ${step.kind} (at ${step.at} ‰)`
    case 'point':
      return `${nameOf(step.peer)} moves the cursor`
    case 'network':
      return step.event.endsWith('some')
        ? `${nameOf(step.peer)} ${step.event}: ${step.frames} frames`
        : `${nameOf(step.peer)} ${step.event}`
    case 'storage':
      return `storage ${step.state}`
    case 'server':
      return `the server ${step.event}`
    case 'wait':
      return `${step.turns} turns of the event loop pass`
    case 'settle':
      return 'everything comes to rest'
  }
}

/** A program in words, one numbered line per step. */
export function describeProgram(steps: readonly Step[]): string {
  return steps.map((step, index) => `${String(index + 1).padStart(4)}. ${describeStep(step)}`).join('\n')
}
