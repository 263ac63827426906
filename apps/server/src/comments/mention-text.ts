import type { PersonOfBoard } from './people-of-board.ts'

const TOKEN = /@\{([A-Za-z0-9_-]{16})\}/g

/** Puts what stands for a person in place of her name, so that the name is stored in no comment. */
export function withoutNames(text: string, mentioned: readonly PersonOfBoard[]): string {
  // the longest first: "Anne" must not take the beginning of "Anne-Marie"
  const byLength = [...mentioned].sort((a, b) => b.name.length - a.name.length)
  return byLength.reduce((said, { name, actorId }) => said.replaceAll(`@${name}`, `@{${actorId}}`), text)
}

/** Puts the names in again; of somebody who sees the board no more, `@…`. */
export function withNames(text: string, nameOf: ReadonlyMap<string, string>): string {
  return text.replace(TOKEN, (_, actorId: string) => `@${nameOf.get(actorId) ?? '…'}`)
}
