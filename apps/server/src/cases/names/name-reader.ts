import { type ModelSuspect, type NoModel, suspectsOf } from '@tablee/cases'
import type { FastifyBaseLogger } from 'fastify'
import type { BackgroundThread } from '../../background/background-thread.ts'

/** Texts whose names are remembered: those of the cases that are being written. */
const READ_MAX = 5_000
/** Texts read in one job: nobody who waits for a picture waits longer than a second or two. */
const AT_ONCE = 16

/** Where the local model of names stands. */
export type NameModelState = 'ready' | NoModel

/** Reads the texts of cases with the local model of names, where the operator brought one (R74). */
export class NameReader {
  readonly #folder: string | null
  readonly #background: BackgroundThread
  readonly #logger: FastifyBaseLogger
  readonly #read = new Map<string, readonly ModelSuspect[]>()
  #state: Promise<NameModelState> | null = null

  constructor(folder: string | null, background: BackgroundThread, logger: FastifyBaseLogger) {
    this.#folder = folder
    this.#background = background
    this.#logger = logger
  }

  /** Whether there is a model, and what it lacks when there is none; said in the log once. */
  state(): Promise<NameModelState> {
    this.#state ??= this.#look()
    return this.#state
  }

  async #look(): Promise<NameModelState> {
    if (this.#folder === null) return 'not_configured'
    const folder = this.#folder
    const found = await this.#background
      .run('names', () => ({ takes: { folder, texts: [] } }))
      .catch(() => null)
    const state = found === null ? 'not_readable' : 'missing' in found ? found.missing : 'ready'
    if (state === 'ready') this.#logger.info('the local model of names is at work')
    else this.#logger.warn({ state }, 'the local model of names is not installed')
    return state
  }

  /**
   * The words that the model takes for names in any of these texts, each once, in alphabetical order; none without a
   * model. A text that it cannot read has none: a model only ever adds.
   */
  async suspects(texts: readonly string[]): Promise<ModelSuspect[]> {
    if ((await this.state()) !== 'ready' || this.#folder === null) return []
    const folder = this.#folder
    const unread = [...new Set(texts)].filter((text) => !this.#read.has(text))
    if (this.#read.size + unread.length > READ_MAX) this.#read.clear()
    for (let from = 0; from < unread.length; from += AT_ONCE) {
      const part = unread.slice(from, from + AT_ONCE)
      const found = await this.#background
        .run('names', () => ({ takes: { folder, texts: part } }))
        .catch((err: unknown) => {
          this.#logger.warn({ err }, 'the local model of names has not read')
          return null
        })
      // asked again next time; what an editor decided about its finds waits until then
      if (found === null) continue
      part.forEach((text, at) => {
        this.#read.set(text, suspectsOf(text, 'spans' in found ? (found.spans[at] ?? []) : []))
      })
    }
    const all = new Map<string, ModelSuspect>()
    for (const suspect of texts.flatMap((text) => this.#read.get(text) ?? []))
      all.set(`${suspect.words} ${suspect.label}`, suspect)
    return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, suspect]) => suspect)
  }
}
