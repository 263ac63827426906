import { SeededRandom } from '../../collaboration/random/seeded-random.ts'
import type { PersonBrowser } from '../../running/browser.ts'
import { reachEditor } from '../on-canvas.ts'
import { describeGesture, type Gesture, randomGesture } from './gestures.ts'
import { playGesture } from './play-gesture.ts'

/** How often somebody loses the network before a gesture, and gets it back. */
const OFFLINE_SHARE = 0.04
const BACK_SHARE = 0.2
/** Longest pause after a gesture, in ms: people work at different speeds. */
const PAUSE_MAX_MS = 30
/** How long a note may take to become a text field, in ms; somebody may have deleted it. */
const TEXT_FIELD_MS = 1_000

/** One person who does random things on a board. */
export class PersonAtWork {
  readonly name: string
  readonly #browser: PersonBrowser
  readonly #random: SeededRandom
  /** What she did, in words, with what came of it. */
  readonly #done: string[] = []
  #taken = 0
  #offline = false

  constructor(name: string, browser: PersonBrowser, seed: number) {
    this.name = name
    this.#browser = browser
    this.#random = new SeededRandom(seed)
  }

  get page(): PersonBrowser['page'] {
    return this.#browser.page
  }

  /** How many of her gestures concerned something on the board, undone and redone ones left out. */
  get taken(): number {
    return this.#taken
  }

  /** What her pages complained of, apart from the network. */
  get errors(): string[] {
    // what the loss of the network cuts off: requests, and pictures of the tools that were still on their way
    const lost =
      /ERR_INTERNET_DISCONNECTED|^TypeError: Failed to fetch$|EncodingError: The source image cannot be decoded/
    return this.#browser.errors.filter((error) => !lost.test(error))
  }

  /** The last of what she did, and what her browser had to say. */
  last(count: number): string {
    const { refusals, errors } = this.#browser
    const lines = [...this.#done.slice(-count), ...refusals, ...errors]
    return [`${this.name}, at ${this.page.url()}:`, ...lines.map((line) => `  ${line}`)].join('\n')
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url)
    await reachEditor(this.page)
    await this.saved()
  }

  /** Waits until all that she did is on the server. */
  async saved(): Promise<void> {
    await this.page.locator('.board-saved[data-state="saved"]').waitFor()
  }

  /** Makes so many gestures, some of them without a network. */
  async work(gestures: number): Promise<void> {
    for (let count = 0; count < gestures; count++) {
      await this.#maybeLoseNetwork()
      await this.#play(randomGesture(this.#random, `${this.name}-${count}`))
      await this.page.waitForTimeout(this.#random.below(PAUSE_MAX_MS))
    }
    await this.#setOffline(false)
  }

  async #play(gesture: Gesture): Promise<void> {
    const [outcome = ''] = await this.page
      .evaluate(playGesture, gesture)
      // An editor that does not take a gesture is no failure; what it leaves behind might be.
      .catch((err: unknown) => String(err))
      .then((text) => text.split('\n'))
    if (/^(shape|binding):/.test(outcome)) this.#taken += 1
    this.#done.push(`${describeGesture(gesture)} → ${outcome}`)
    if (gesture.kind === 'write' && outcome.startsWith('shape:')) await this.#write(gesture.name)
  }

  async #write(text: string): Promise<void> {
    const field = this.page.locator('.tl-container [contenteditable="true"]')
    const opened = await field.waitFor({ timeout: TEXT_FIELD_MS }).then(
      () => true,
      () => false,
    )
    if (opened) await this.page.keyboard.insertText(` ${text} `)
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('Escape')
  }

  async #maybeLoseNetwork(): Promise<void> {
    if (this.#random.chance(this.#offline ? BACK_SHARE : OFFLINE_SHARE))
      await this.#setOffline(!this.#offline)
  }

  async #setOffline(offline: boolean): Promise<void> {
    if (this.#offline === offline) return
    this.#offline = offline
    this.#done.push(offline ? '— loses the network' : '— has the network again')
    await this.#browser.context.setOffline(offline)
  }
}
