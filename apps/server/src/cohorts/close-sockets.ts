import type { Context } from '../context.ts'

/** Closes a person's sockets on every board: they come back and her rights are read anew. */
export function closeSocketsOf(context: Pick<Context, 'kicks'>, personId: string): void {
  context.kicks.send({ authorId: personId }, 'rights_changed')
}
