import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import type { TestApp } from '../testing/open-test-app.ts'

/** An answer, read. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly body: any
  readonly headers: Record<string, unknown>
}

/** A person who uses the API of a test server. */
export interface ApiUser {
  readonly personId: string
  readonly cookie: string
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<Answer>
}

/** Somebody without any role yet. */
export async function apiUser({ app, context }: TestApp, name: string): Promise<ApiUser> {
  const { personId, cookie } = await createPerson(context, { name })
  return {
    personId,
    cookie,
    async call(method, url, payload) {
      const answer = await app.inject({
        method,
        url,
        headers: { cookie, 'accept-language': 'fr' },
        ...(payload && { payload }),
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      return {
        status: answer.statusCode,
        body: isJson ? answer.json() : answer.body,
        headers: answer.headers,
      }
    },
  }
}

/** A cohort with a coach and organisations, as scenario S2 begins. */
export async function cohortWithCoach(
  server: TestApp,
  organisations: readonly string[] = ['Ferme A', 'Atelier B'],
) {
  const place = await createCohort(server.context, { organisations })
  const coach = await apiUser(server, 'Coach')
  await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
  return { ...place, coach }
}

/** The coach's own copy of *Du macro au micro*; the answer of the API. */
export async function duplicateMacroMicro(coach: ApiUser, programmeId: string) {
  const { body } = await coach.call('POST', '/api/own-templates', {
    programmeId,
    title: 'Du macro au micro – chantier',
    lang: 'fr',
    family: 'needs',
    from: { templateId: 'needs-macro-micro' },
  })
  return body
}

/** Saves a draft and publishes it; the answer of publishing. */
export async function publishDraft(
  coach: ApiUser,
  own: { id: string; revision: number },
  draft: object,
): Promise<Answer & { revision: number }> {
  const saved = await coach.call('PUT', `/api/own-templates/${own.id}/draft`, {
    revision: own.revision,
    draft,
    licence: 'CC BY-SA 4.0',
    credits: 'Coach',
  })
  if (saved.status !== 200) return { ...saved, revision: own.revision }
  const { revision } = saved.body
  const published = await coach.call('POST', `/api/own-templates/${own.id}/publish`, { revision })
  return { ...published, revision }
}
