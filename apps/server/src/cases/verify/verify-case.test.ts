import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSqliteStorage } from '../../testing/databases.ts'
import { type CaseStage, openCaseStage } from '../case-stage.ts'
import { verifyCase } from './verify-case.ts'

describe('verify:case', () => {
  let stage: CaseStage
  let page: string
  let folder: string
  let given: string[]
  beforeAll(async () => {
    stage = await openCaseStage(await openSqliteStorage())
    const { slug } = await stage.publishedCase()
    page = `${await stage.server.listen()}/cas/${slug}`
    folder = await mkdtemp(join(tmpdir(), 'tablee-verify-'))
    const roster = { people: ['Fabienne', { name: 'Nathalie Dubreucq' }], organisations: ['Récup’Famenne'] }
    await writeFile(join(folder, 'roster.json'), JSON.stringify(roster))
    await writeFile(join(folder, 'forbid.txt'), ['BytesVerts', 'Herstal', stage.made.boardId].join('\n'))
    given = ['--roster', join(folder, 'roster.json'), '--forbid', join(folder, 'forbid.txt')]
  })
  afterAll(async () => {
    await stage.close()
    await rm(folder, { recursive: true })
  })

  test('S3.3 finds nothing in a published case, in whatever its page leads to', async () => {
    const { lines, status } = await verifyCase([page, ...given])
    expect(lines.filter((line) => !line.startsWith('  ok '))).toEqual([expect.stringMatching(/: \d+ files$/)])
    expect(status).toBe(0)
  })

  test('says where something is that was put there afterwards, and never what', async () => {
    const tampered: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init)
      if (!String(url).endsWith('?lang=nl') || !String(url).startsWith(page)) return answer
      const headers = new Headers(answer.headers)
      headers.set('set-cookie', 'reader=1')
      const text = await answer.text()
      return new Response(text.replace('</main>', '<p>Fabienne, le 4 mai, à HERSTAL</p></main>'), { headers })
    }
    const { lines, status } = await verifyCase([page, ...given], tampered)
    const said = lines.join('\n')
    expect(status).toBe(1)
    for (const why of ['PER', 'REMOVED', 'FINE_DATE', 'set-cookie'])
      expect(said).toMatch(new RegExp(`case\\.nl\\.html: ${why}`))
    expect(said).not.toMatch(/fabienne|herstal|4 mai/i)
  })

  test('reads files that were saved, and says what it cannot read', async () => {
    const saved = join(folder, 'cas.html')
    await writeFile(saved, '<html lang="fr"><p>Fabienne</p></html>')
    expect((await verifyCase([saved, ...given])).status).toBe(1)
    await writeFile(saved, '<html lang="fr"><p>Rien</p></html>')
    expect((await verifyCase([saved, ...given])).status).toBe(0)
    expect((await verifyCase([join(folder, 'nothing.pdf')])).status).toBe(2)
    expect((await verifyCase([`${page}-nothing`])).status).toBe(2)
    expect((await verifyCase([])).status).toBe(2)
  })
})
