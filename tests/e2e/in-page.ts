import type { Page } from 'playwright-core'

/** Calls the API from inside a page: the person's own cookie and origin, as her screen does it. */
export function inPage(
  page: Page,
  path: string,
  method = 'GET',
  body?: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
): Promise<{ status: number; body: any }> {
  return page.evaluate(
    async ({ path, method, body }) => {
      const answer = await fetch(path, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : null }
    },
    { path, method, body },
  )
}
