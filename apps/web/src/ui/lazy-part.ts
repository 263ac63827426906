import { lazy } from 'react'

/** Between two tries, in ms: the first after a moment, then less and less often. */
const RETRY_MS = { first: 1_000, most: 30_000 }

/** What Vite says of a style that did not come with its script. */
const STYLE_LOST = /^Unable to preload CSS/

/** By address: styles that are being asked for again. */
const asked = new Map<string, Promise<void>>()

/**
 * React's `lazy` for a part of a page that people work on: where the network is gone, or the server restarts, its script
 * and its style are asked for again until they come. Meanwhile the part is not there; React would let the error take down
 * everything around it, the board with words that are not kept yet included.
 */
export const lazyPart: typeof lazy = (load) => lazy(() => keepTrying(load))

/** Loads a part of the program or its words again and again until the network lets it come; a fault of its own is thrown. */
export async function keepTrying<T>(load: () => Promise<T>): Promise<T> {
  let isStyleLost = false
  for (let waitMs = RETRY_MS.first; ; waitMs = Math.min(2 * waitMs, RETRY_MS.most)) {
    try {
      if (isStyleLost) await askForStyles()
      return await load()
    } catch (error) {
      const isOfStyle = error instanceof Error && STYLE_LOST.test(error.message)
      // what browsers say of a script that did not come; a fault of the script itself is told
      if (!isOfStyle && !(error instanceof TypeError)) throw error
      isStyleLost ||= isOfStyle
      await pauseOrOnline(waitMs)
    }
  }
}

/** Asks again for styles that did not come: Vite asks once for each, and would let the part come without. */
async function askForStyles(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
  const come = new Set(links.filter(({ sheet }) => sheet !== null).map(({ href }) => href))
  const lost = new Map(links.filter(({ href }) => !come.has(href)).map((link) => [link.href, link]))
  await Promise.all([...lost].map(([href, link]) => asked.get(href) ?? askForStyle(href, link)))
}

/** Beside the first: somebody may still wait for that one. */
function askForStyle(href: string, first: HTMLLinkElement): Promise<void> {
  const again = document.createElement('link')
  again.rel = 'stylesheet'
  again.href = href
  const answer = new Promise<void>((resolve, reject) => {
    again.addEventListener('load', () => resolve())
    again.addEventListener('error', () => {
      again.remove()
      reject(new TypeError(`no style at ${href}`))
    })
  }).finally(() => asked.delete(href))
  asked.set(href, answer)
  first.after(again)
  return answer
}

/** Resolves after a while, or as soon as the network is back. */
function pauseOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    window.addEventListener('online', go)
  })
}
