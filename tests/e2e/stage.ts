import type { Browser, BrowserContext } from 'playwright-core'
import type { ApiPerson } from '../running/api.ts'
import { openBrowser, openPerson, type PersonBrowser, type SIZES } from '../running/browser.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** What the browser tests of one file work with: a server of their own, and windows. */
export interface Stage {
  readonly server: RunningServer
  /** A window in which this person works, or somebody who has not signed in. */
  open(person: ApiPerson | null, size?: keyof typeof SIZES, lang?: string): Promise<PersonBrowser>
  /** Closes the windows and ends the server. */
  close(): Promise<void>
}

/** Room (MB) for what is young: each page would begin with too little of it, and be cleared again and again while it opens. */
const ROOM_FOR_YOUNG = ['--js-flags=--min-semi-space-size=16']

/** One for all files of a process: windows share nothing. It ends with the process. */
let running: Promise<Browser | null> = Promise.resolve(null)

/** Starts a server on an empty data folder. */
export async function openStage(): Promise<Stage> {
  const folder = await newDataFolder()
  const server = await startServer({ dataDir: folder.dataDir })
  const contexts: BrowserContext[] = []
  return {
    server,
    async open(person, size, lang) {
      const opened = await openPerson(await theBrowser(), size, lang)
      contexts.push(opened.context)
      if (person) await opened.context.addCookies(cookiesOf(person, server.url))
      return opened
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()))
      await server.stop()
      await folder.remove()
    },
  }
}

function theBrowser(): Promise<Browser> {
  // one that crashed is followed by another
  const next = running.then((browser) => (browser?.isConnected() ? browser : openBrowser(ROOM_FOR_YOUNG)))
  running = next.catch(() => null)
  return next
}

function cookiesOf(person: ApiPerson, url: string) {
  const pairs = person.cookie().split('; ')
  return pairs.map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })
}
