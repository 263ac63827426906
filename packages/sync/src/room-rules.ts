import type * as Y from 'yjs'

/** What changed in a transaction as rules see it: per shared type, the keys (null for list content). */
export type ReviewedChanges = ReadonlyMap<Y.AbstractType<unknown>, ReadonlySet<string | null>>

/** A change that the rules wrote back. */
export interface RoomRefusal {
  recordId: string
  code: string
  /** It was none of her doing, such as a room that others have filled: it does not count against her. */
  blameless?: boolean
}

/** What a room's document may hold; given by the application. */
export interface RoomRules<A> {
  /** Inside the transaction, after one author's updates: writes back what she may not do. */
  review(changed: ReviewedChanges, author: A): RoomRefusal[]
  /** Inside the transaction, once after all authors; the number of repairs. */
  repair(): number
  /**
   * What was reviewed since the last call is durable (SPEC.md T12). Never called for what was not: rules whose tick was
   * spoilt, or whose room went elsewhere, are thrown away.
   */
  stored?(): void
}
