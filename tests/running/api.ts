/** One person's use of the HTTP API: keeps her cookie as a browser would. */
export interface ApiPerson {
  /** A value for the `cookie` header, for sockets. */
  cookie(): string
  get(path: string): Promise<ApiAnswer>
  send(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<ApiAnswer>
}

/** An answer, read. */
export interface ApiAnswer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly body: any
  readonly text: string
}

/** Somebody who uses the server at `url`, not signed in yet. */
export function apiPerson(url: string): ApiPerson {
  const cookies = new Map<string, string>()
  const call = async (method: string, path: string, body?: unknown): Promise<ApiAnswer> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookies.size > 0 ? { cookie: cookieHeader() } : {}),
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const text = await answer.text()
    const json = (answer.headers.get('content-type') ?? '').includes('json')
    return { status: answer.status, body: json && text !== '' ? JSON.parse(text) : null, text }
  }
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { cookie: cookieHeader, get: (path) => call('GET', path), send: call }
}

/** Expects success and gives the body. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
export async function done(answer: Promise<ApiAnswer>): Promise<any> {
  const { status, body, text } = await answer
  if (status >= 300) throw new Error(`the server answered ${status}: ${text.slice(0, 400)}`)
  return body
}

/** What a first workshop needs, made over HTTP: an administrator who coaches, a cohort, an organisation, a board. */
export interface FirstWorkshop {
  readonly coach: ApiPerson
  readonly cohortId: string
  readonly organisationId: string
  readonly boardId: string
}

/** Sets the instance up. @returns its administrator, Alix */
export async function setUp(server: { url: string; setupUrl: string | null }): Promise<ApiPerson> {
  const coach = apiPerson(server.url)
  const code = new URL(server.setupUrl ?? '').hash.replace('#code=', '')
  await done(
    coach.send('POST', '/api/setup', {
      code,
      name: 'Alix',
      email: 'alix@example.org',
      password: 'une phrase de passe',
    }),
  )
  return coach
}

/** Prepares a board; sets the instance up when nobody did so before. */
export async function prepareWorkshop(
  server: { url: string; setupUrl: string | null },
  administrator?: ApiPerson,
): Promise<FirstWorkshop> {
  const coach = administrator ?? (await setUp(server))
  const { id: programmeId } = await done(coach.send('POST', '/api/programmes', { name: 'Programme' }))
  const { id: cohortId } = await done(
    coach.send('POST', `/api/programmes/${programmeId}/cohorts`, { name: 'Printemps', coachMyself: true }),
  )
  const { id: organisationId } = await done(
    coach.send('POST', `/api/cohorts/${cohortId}/organisations`, { name: 'Les Ateliers du Quai' }),
  )
  const { id: boardId } = await done(
    coach.send('POST', '/api/boards', { cohortId, organisationId, templateId: 'needs-macro-micro' }),
  )
  return { coach, cohortId, organisationId, boardId }
}

/** Joins by a link as a guest of that first name. */
export async function joinAsGuest(
  server: { url: string },
  coach: ApiPerson,
  order: { name: string; role: string; scopeKind: string; scopeId: string },
): Promise<ApiPerson> {
  const { name, ...invitation } = order
  const { url } = await done(coach.send('POST', '/api/invitations', invitation))
  const token = new URL(url).hash.replace('#j=', '')
  const guest = apiPerson(server.url)
  await done(guest.send('POST', '/api/invitations/join', { token, name }))
  return guest
}
