import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { slugOf } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import { expect } from 'vitest'
import type { TestStorage } from '../testing/databases.ts'
import { openTestApp } from '../testing/open-test-app.ts'
import { call, decideAll, prepareCase } from './testing.ts'

/** A server with a case to be made, and what its people do with it. */
export type CaseStage = Awaited<ReturnType<typeof openCaseStage>>

/** Opens the server on the storage, with a filled sheet of a cohort that was offered. */
export async function openCaseStage(storage: TestStorage) {
  const server = await openTestApp(storage)
  const made = await prepareCase(server)
  const asEditor = (method: Parameters<typeof call>[2], url: string, payload?: object) =>
    call(server, made.editor.cookie, method, url, payload)
  const asPublisher = (method: Parameters<typeof call>[2], url: string, payload?: object) =>
    call(server, made.publisher.cookie, method, url, payload)

  async function draftCase(publicName = 'Rive Nouvelle'): Promise<CaseDraftView> {
    const answer = await asEditor('POST', '/api/cases', {
      cohortId: made.cohortId,
      snapshotIds: [made.snapshotId],
      publicName,
      lang: 'fr',
    })
    expect(answer.statusCode).toBe(201)
    return answer.json<CaseDraftView>()
  }

  let hasVendor = false
  /** Names that an editor adds to the roster, once. */
  async function addVendor(): Promise<void> {
    if (hasVendor) return
    hasVendor = true
    for (const entry of [
      { kind: 'organisation', name: 'BytesVerts', roleClass: 'PREST' },
      { kind: 'product', name: 'Recyclo-Manager' },
      { kind: 'place', name: 'Herstal' },
      { kind: 'person', name: 'Marcel Hennuy', roleClass: 'CA' },
    ]) {
      expect((await asEditor('POST', `/api/cohorts/${made.cohortId}/roster`, entry)).statusCode).toBe(201)
    }
  }

  return {
    server,
    made,
    asEditor,
    asPublisher,
    asNobody: (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers }),
    draftCase,
    addVendor,

    /** A case under a name that no other has. */
    async publishedCase(publicName = 'Rive Nouvelle'): Promise<{ caseId: string; slug: string }> {
      await addVendor()
      const { id: caseId } = await draftCase(publicName)
      const tags = {
        sector: ['reemploi'],
        orgType: ['asbl'],
        size: 't2_10_49',
        projectKind: ['erp'],
        outcome: ['ou_deploye'],
        maturity: [{ axis: 'strategie', change: 'rose' }],
      }
      expect((await asEditor('PATCH', `/api/cases/${caseId}`, { tags })).statusCode).toBe(200)
      await decideAll(server, caseId)
      const answer = await asPublisher('POST', `/api/cases/${caseId}/publish`)
      const { slug } = answer.json<{ slug: string }>()
      expect(slug).toBe(slugOf(publicName))
      return { caseId, slug }
    },

    /** Paths under the folder of published pictures, in order. */
    async keptPictures(): Promise<string[]> {
      const folder = join(storage.dataDir, 'files', 'cases')
      const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
      return found
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .sort()
    },

    async close(): Promise<void> {
      await server.close()
      await storage.remove()
    },
  }
}
