import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  GUESTS_PER_INVITATION,
  hiddenKey,
  INVITATION_PASSWORD_TRIES,
} from '../accounts/attempts/attempt-limiter.ts'
import { cookieOf, createPerson, grant } from '../accounts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { createEverybody, type Everybody, type Somebody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const HOUR_MS = 3_600_000

describe.each(DATABASES)('invitations on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let everybody: Everybody
  let now = Date.now()

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => now })
    everybody = await createEverybody(server.context)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const post = (url: string, payload: object, headers: { cookie?: string } = {}, remoteAddress?: string) =>
    server.app.inject({ method: 'POST', url, payload, headers, ...(remoteAddress ? { remoteAddress } : {}) })
  const person = (label: string): Somebody => {
    const found = everybody.people.find((somebody) => somebody.label === label)
    if (!found) throw new Error(`nobody is called ${label}`)
    return found
  }
  /** An invitation of a participant to the first organisation, made by the coach. */
  const invite = async (more: object = {}) => {
    const scopeId = everybody.here.organisationIds[0]
    const answer = await post(
      '/api/invitations',
      { role: 'participant', scopeKind: 'organisation', scopeId, ...more },
      person('coach@cohort').headers,
    )
    expect(answer.statusCode).toBe(201)
    const invitation = answer.json()
    return { ...invitation, token: new URL(invitation.url).hash.replace('#j=', '') }
  }
  const join = (key: object, headers: { cookie?: string } = {}) =>
    post('/api/invitations/join', { ...key, ...(headers.cookie ? {} : { name: 'Nadia' }) }, headers)
  const usesOf = async (id: string) =>
    (
      await server.context.db
        .selectFrom('invitation')
        .select('uses')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).uses
  test('an invitation has a link whose token no server receives, a code, an end and no use yet', async () => {
    const invitation = await invite({ expiresInHours: 2 })
    expect(invitation.url).toMatch(/^http:\/\/localhost:80\/rejoindre#j=[\w-]+\.[\w-]{22}$/)
    expect(invitation).toMatchObject({
      role: 'participant',
      scopeName: 'Ferme du Verger',
      code: expect.stringMatching(/^[2-9A-HJKMNP-Z]{6}$/),
      expiresAt: new Date(now + 2 * HOUR_MS).toISOString(),
      revokedAt: null,
      uses: 0,
      maxUses: null,
      hasPassword: false,
    })
  })

  test('one with a password takes who says it, and says it to nobody', async () => {
    const { id, token, code } = await invite()
    const ask = (password: string | null, headers = person('coach@cohort').headers) =>
      server.app.inject({
        method: 'PUT',
        url: `/api/invitations/${id}/password`,
        payload: { password },
        headers,
      })
    expect((await ask('abc')).statusCode).toBe(400)
    const kept = await ask(' tournée bleue ')
    expect([kept.statusCode, kept.json().hasPassword]).toEqual([200, true])
    expect(kept.body).not.toContain('bleue')
    const { password_hash } = await server.context.db
      .selectFrom('invitation')
      .select('password_hash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(password_hash).not.toContain('bleue')
    expect((await post('/api/invitations/preview', { code })).json().asksPassword).toBe(true)
    for (const said of [{}, { password: 'rouge' }]) {
      const refused = await join({ token, ...said })
      expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'invitation_password_wrong'])
    }
    expect(await usesOf(id)).toBe(0)
    const joined = await join({ code, password: 'tournée bleue ' })
    expect(joined.statusCode).toBe(200)
    // who is there comes back without it
    expect((await join({ token }, { cookie: cookieOf(joined.headers['set-cookie']) })).statusCode).toBe(200)
    expect((await join({ token })).statusCode).toBe(403)
    await ask(null)
    expect((await join({ token })).statusCode).toBe(200)
    expect(server.logged()).not.toContain('bleue')
  })

  test('wrong passwords of one invitation are counted', async () => {
    const { id, token } = await invite()
    await server.app.inject({
      method: 'PUT',
      url: `/api/invitations/${id}/password`,
      payload: { password: 'tournée' },
      headers: person('coach@cohort').headers,
    })
    const { attempts, config } = server.context
    // the others of her network were wrong before
    for (let tries = 1; tries < INVITATION_PASSWORD_TRIES.max; tries++)
      await attempts.take(INVITATION_PASSWORD_TRIES, hiddenKey(config.secretKey, `${id} 127.0.0.1`))
    const codes: string[] = []
    for (const password of ['essai', 'tournée'])
      codes.push((await join({ token, password })).json().error.code)
    expect(codes).toEqual(['invitation_password_wrong', 'rate_limited'])
  })

  test('the list gives the same link and code again, to nobody who could not give the role', async () => {
    const { token: _, ...invitation } = await invite()
    const ofCoach = await post(
      '/api/invitations',
      { role: 'coach', scopeKind: 'cohort', scopeId: everybody.here.cohortId },
      person('coach@cohort').headers,
    )
    const list = async (label: string) => {
      const query = new URLSearchParams({ scopeKind: 'cohort', scopeId: everybody.here.cohortId })
      return server.app.inject({ url: `/api/invitations?${query}`, headers: person(label).headers })
    }
    const seen = (await list('coach@cohort')).json().invitations
    expect(seen).toContainEqual(invitation)
    expect(seen).toContainEqual(ofCoach.json())
    const byFacilitator = (await list('facilitator@cohort')).json().invitations
    expect(byFacilitator).toContainEqual(invitation)
    expect(new Set(byFacilitator.map(({ role }: { role: string }) => role))).toEqual(new Set(['participant']))
    expect((await list('holder@organisation')).statusCode).toBe(403)
    expect((await list('coach@cohort elsewhere')).statusCode).toBe(404)
    expect((await list('funder@cohort')).statusCode).toBe(404)
    expect((await list('nobody')).statusCode).toBe(401)
  })

  test('neither token nor code is stored or logged', async () => {
    const { token, code } = await invite()
    await join({ token })
    await join({ code })
    await post('/api/invitations/preview', { token })
    const rows = JSON.stringify(await server.context.db.selectFrom('invitation').selectAll().execute())
    for (const secret of [token.split('.')[1], code]) {
      expect(rows).not.toContain(secret)
      expect(server.logged()).not.toContain(secret)
    }
    expect(server.logged()).toContain('joined')
    expect(server.logged()).not.toContain('Nadia')
  })

  test('a first name is enough to join: a guest, the same person after a reload', async () => {
    const { token, id } = await invite()
    const preview = await post('/api/invitations/preview', { token })
    expect(preview.json()).toEqual({
      role: 'participant',
      asksPassword: false,
      scopeKind: 'organisation',
      scopeName: 'Ferme du Verger',
      workshop: null,
    })
    const nameless = await post('/api/invitations/join', { token })
    expect(nameless.json().error).toMatchObject({ code: 'request_invalid', fields: [{ path: 'name' }] })
    const joined = await post('/api/invitations/join', { token, name: 'Nadia', lang: 'nl' })
    expect(joined.json()).toEqual({
      scopeKind: 'organisation',
      scopeId: everybody.here.organisationIds[0],
      cohortId: everybody.here.cohortId,
      boardId: null,
      workshopId: null,
    })
    const cookie = cookieOf(joined.headers['set-cookie'])
    const { person: nadia, memberships } = (
      await server.app.inject({ url: '/api/session', headers: { cookie } })
    ).json()
    expect(nadia).toMatchObject({ name: 'Nadia', kind: 'guest', email: null, lang: 'nl' })
    expect(memberships).toMatchObject([{ role: 'participant', scopeName: 'Ferme du Verger' }])
    expect(await usesOf(id)).toBe(1)
  })

  test('joining twice uses one use and gives one role, also when it is used up by then', async () => {
    const { token, id } = await invite({ maxUses: 1 })
    const { personId, cookie } = await createPerson(server.context, { name: 'Coralie', kind: 'account' })
    const first = await join({ token }, { cookie })
    expect(first.headers['set-cookie']).toBeUndefined()
    const again = await Promise.all([join({ token }, { cookie }), join({ token }, { cookie })])
    expect(again.map((answer) => answer.json())).toEqual([first.json(), first.json()])
    expect(await usesOf(id)).toBe(1)
    const rows = await server.context.db
      .selectFrom('membership')
      .select('role')
      .where('person_id', '=', personId)
      .execute()
    expect(rows).toEqual([{ role: 'participant' }])
  })

  test('of several joiners at the last place one gets in, the others leave nothing behind', async () => {
    const { token, id } = await invite({ maxUses: 1 })
    const before = await server.context.db.selectFrom('person').select('id').execute()
    const joined = await Promise.all(Array.from({ length: 5 }, () => join({ token })))
    expect(joined.map((answer) => answer.statusCode).sort()).toEqual([200, 410, 410, 410, 410])
    const refused = joined.find((answer) => answer.statusCode === 410)
    expect(refused?.json().error.code).toBe('invitation_used_up')
    expect(refused?.headers['set-cookie']).toBeUndefined()
    expect(await usesOf(id)).toBe(1)
    expect(await server.context.db.selectFrom('person').select('id').execute()).toHaveLength(
      before.length + 1,
    )
  })

  test('a revoked, an expired and an unknown invitation each say so', async () => {
    const revoked = await invite()
    const url = `/api/invitations/${revoked.id}`
    const remove = (label: string) =>
      server.app.inject({ method: 'DELETE', url, headers: person(label).headers })
    expect((await remove('holder@organisation')).statusCode).toBe(404)
    expect((await remove('coach@cohort elsewhere')).statusCode).toBe(404)
    expect((await remove('nobody')).statusCode).toBe(401)
    expect((await remove('coach@cohort')).statusCode).toBe(200)
    expect((await remove('coach@cohort')).statusCode).toBe(200)
    const expired = await invite({ expiresInHours: 1 })
    now += HOUR_MS
    const cases = [
      [{ token: revoked.token }, 410, 'invitation_revoked'],
      [{ code: revoked.code }, 410, 'invitation_revoked'],
      [{ token: expired.token }, 410, 'invitation_expired'],
      [{ token: `${revoked.id}.AAAAAAAAAAAAAAAAAAAAAA` }, 404, 'invitation_unknown'],
      [{ token: 'something-else-altogether' }, 404, 'invitation_unknown'],
      [{ code: '222222' }, 404, 'invitation_unknown'],
    ] as const
    for (const [key, status, code] of cases)
      for (const answer of [await post('/api/invitations/preview', key), await join(key)])
        expect({ key, status: answer.statusCode, code: answer.json().error.code }).toEqual({
          key,
          status,
          code,
        })
  })

  test('a facilitator cannot revoke an invitation to a role that she cannot give', async () => {
    const { id } = await invite({ role: 'holder' })
    const answer = await server.app.inject({
      method: 'DELETE',
      url: `/api/invitations/${id}`,
      headers: person('facilitator@cohort').headers,
    })
    expect(answer.json().error.code).toBe('role_not_grantable')
  })

  test('a code may be typed as it was heard', async () => {
    const { code } = await invite()
    const typed = `${code.slice(0, 3)}-${code.slice(3)} `.toLowerCase()
    expect((await post('/api/invitations/preview', { code: typed })).statusCode).toBe(200)
  })

  test('guessing codes ends for a network; links go on, and so do other networks', async () => {
    const { token, code } = await invite()
    const guess = (text: string, ip: string) => post('/api/invitations/preview', { code: text }, {}, ip)
    for (let tries = 0; tries < 60; tries++) expect((await guess('333333', '10.0.0.1')).statusCode).toBe(404)
    const limited = await guess(code, '10.0.0.1')
    expect([limited.statusCode, limited.json().error.code]).toEqual([429, 'rate_limited'])
    expect((await guess(code, '10.0.0.2')).statusCode).toBe(200)
    expect((await post('/api/invitations/preview', { token }, {}, '10.0.0.1')).statusCode).toBe(200)
  })

  test('an invitation makes 1,200 guests in a quarter of an hour; others, and people who are known, go on', async () => {
    const [invitation, other] = [await invite(), await invite()]
    const { attempts } = server.context
    for (let guest = 0; guest < GUESTS_PER_INVITATION.max; guest++)
      await attempts.take(GUESTS_PER_INVITATION, invitation.id)
    const refused = await join({ token: invitation.token })
    expect([refused.statusCode, refused.json().error.code]).toEqual([429, 'rate_limited'])
    expect(await usesOf(invitation.id)).toBe(0)
    expect((await join({ token: other.token })).statusCode).toBe(200)
    const { cookie } = await createPerson(server.context, { name: 'Guy' })
    expect((await join({ token: invitation.token }, { cookie })).statusCode).toBe(200)
    now += GUESTS_PER_INVITATION.windowMs
    expect((await join({ token: invitation.token })).statusCode).toBe(200)
  })

  test('joining lands where the role leads, and tells no more', async () => {
    const landing = async (role: string, scopeKind: string, scopeId: string) => {
      const made = await post(
        '/api/invitations',
        { role, scopeKind, scopeId },
        person('admin@instance').headers,
      )
      return (await join({ code: made.json().code })).json()
    }
    const { cohortId, boardId, programmeId } = everybody.here
    expect(await landing('coach', 'cohort', cohortId)).toMatchObject({ cohortId, boardId: null })
    expect(await landing('expert', 'board', boardId)).toMatchObject({ cohortId: null, boardId })
    expect(await landing('funder', 'cohort', cohortId)).toMatchObject({ cohortId: null, boardId: null })
    expect(await landing('coach', 'programme', programmeId)).toMatchObject({ cohortId: null })
  })

  test('somebody signed in keeps who she is and adds a role', async () => {
    const { cookie, personId } = await createPerson(server.context, { name: 'Guy' })
    await grant(server.context, personId, 'expert', 'board', everybody.here.boardId)
    const { token } = await invite()
    await post('/api/invitations/join', { token, name: 'Another Name' }, { cookie })
    const session = (await server.app.inject({ url: '/api/session', headers: { cookie } })).json()
    expect(session.person).toMatchObject({ id: personId, name: 'Guy' })
    const roles = session.memberships.map(({ role }: { role: string }) => role)
    expect(roles.sort()).toEqual(['expert', 'participant'])
  })

  test.each([
    [{}, 'token'],
    [{ token: 'x'.repeat(20), code: 'ABCDEF' }, 'token'],
    [{ code: 'ABC' }, 'code'],
    [{ code: 'ABCDEF', more: 1 }, ''],
  ])('a key of another form is refused with the field: %j', async (payload, path) => {
    const answer = await post('/api/invitations/preview', payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().error).toMatchObject({ code: 'request_invalid', fields: [{ path }] })
  })
})
