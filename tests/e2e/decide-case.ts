import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { SCENARIO_ROWS } from '../fixtures/scenario-s3.ts'
import { inPage } from './in-page.ts'

/** The first statement with its findings, by hand: what an editor does dozens of times. */
export async function decideInTheEditor(page: Page): Promise<void> {
  const statement = page.getByRole('article').filter({ hasText: 'Kevin Lardinois' }).first()
  await statement.getByRole('button', { name: 'Retenir' }).click()
  const finding = statement.getByRole('group', { name: /Kevin Lardinois/ })
  await finding.getByRole('button', { name: 'Décider' }).click()
  await statement.getByRole('button', { name: /Modifier la décision pour Kevin Lardinois/ }).waitFor()
}

/** The other decisions, over the same routes that the editor's buttons use. */
export async function decideTheRest(page: Page, caseId: string): Promise<void> {
  const draft = async () => (await inPage(page, `/api/cases/${caseId}`)).body
  for (const section of (await draft()).sections)
    for (const statement of section.statements) {
      const row = SCENARIO_ROWS.find(({ text }) => text === statement.source.text)
      const edit = row?.edit ?? { kind: 'drop' }
      const decision =
        edit.kind === 'keep'
          ? { decision: 'kept' }
          : edit.kind === 'drop'
            ? { decision: 'dropped' }
            : { decision: 'reworded', text: edit.text }
      const answer = await inPage(page, `/api/cases/${caseId}/statements/${statement.id}`, 'PUT', decision)
      expect(answer.status).toBe(200)
    }
  for (const section of (await draft()).sections)
    for (const statement of section.statements)
      for (const finding of statement.findings) {
        if (statement.decision === 'dropped' || finding.decision.action !== 'undecided') continue
        const { action, replacement } = finding.proposal
        const decision = action === 'replace' ? { action, replacement } : { action }
        const answer = await inPage(page, `/api/cases/${caseId}/findings`, 'PUT', {
          statementId: statement.id,
          findingKey: finding.key,
          decision,
        })
        expect(answer.status).toBe(200)
      }
}
