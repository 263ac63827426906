import { OfflineCopy, type OfflineCopyOptions } from './offline-copy.ts'
import type { ConnectRoomOptions } from './room-client.ts'

/** How long the copy may take before a page is told that it was closed, in ms. */
const LAST_LOOK_MS = 1_000

/**
 * A room's copy on this device as its connection uses it, or none: read before the connection begins, and looked at once
 * more before it ends.
 */
export class DeviceCopy {
  readonly #copy: OfflineCopy | null
  /** It was read: what comes out of it from now on is for the server. */
  #hasBegun = false

  constructor(
    { room, offline = true, offlineOwner = '', doc }: ConnectRoomOptions,
    told: Pick<OfflineCopyOptions, 'isFromServer' | 'changed' | 'found' | 'took'>,
  ) {
    this.#copy = offline ? new OfflineCopy({ room, owner: offlineOwner, doc, ...told }) : null
  }

  /** Whether all that this page holds is on the device, and what is written next will be. */
  get kept(): boolean {
    return this.#copy?.kept ?? false
  }

  /** The epoch of the copy, when it was ever connected. */
  get epoch(): string | null {
    return this.#copy?.epoch ?? null
  }

  /** Whether other pages left here what the server never confirmed. */
  get unsaved(): boolean {
    return this.#copy?.unsaved ?? false
  }

  /**
   * Resolves when what it holds is in the document, or is not to be waited for: without a copy everything still reaches
   * the server. Never rejects.
   */
  async open(): Promise<void> {
    await this.#copy?.open()
    this.#hasBegun = true
  }

  /** Whether a change is the copy itself, as this page opens it: every listener of the document has what it holds. */
  isOpening(origin: unknown): boolean {
    return origin === this.#copy && this.#copy !== null && !this.#hasBegun
  }

  /** Puts into the document what other pages left unsent since it was last read. Never rejects. */
  async takeUp(): Promise<void> {
    await this.#copy?.takeUp()
  }

  /** The same before the end, which does not wait for long; null when there is no copy. */
  lookOnceMore(): Promise<unknown> | null {
    if (this.#copy === null) return null
    return Promise.race([this.#copy.takeUp(), new Promise((resolve) => setTimeout(resolve, LAST_LOOK_MS))])
  }

  /** The room's epoch, told by the server. */
  keepEpoch(epoch: string): void {
    this.#copy?.keepEpoch(epoch)
  }

  /** All that stands in the document is durable on the server. */
  sent(): void {
    this.#copy?.sent()
  }

  /** The document is not what it was made of: the copy is written anew. */
  rewrite(): void {
    this.#copy?.rewrite()
  }

  close(): void {
    this.#copy?.close()
  }
}
