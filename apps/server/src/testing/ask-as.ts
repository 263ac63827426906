import type { TestApp } from './open-test-app.ts'

/** Asks over HTTP with somebody's cookie, or nobody's. */
export type AskAs = ReturnType<typeof askAs>

/** Who asks a test's server over HTTP: answers with the status, the body, and the code of an error. */
export function askAs({ app }: Pick<TestApp, 'app'>) {
  return async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    cookie: string | undefined,
    payload?: object,
  ) => {
    const answer = await app.inject({
      method,
      url,
      headers: cookie ? { cookie } : {},
      ...(payload ? { payload } : {}),
    })
    const body = answer.body === '' ? null : answer.json()
    return { status: answer.statusCode, body, code: body?.error?.code ?? null }
  }
}
