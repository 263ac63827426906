import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { SCENARIO_ROWS } from '../fixtures/scenario-s3.ts'

/** What is read of a draft to decide it. */
interface DraftToDecide {
  readonly sections: {
    readonly statements: {
      readonly id: string
      readonly decision: string
      readonly source: { readonly text: string }
      readonly findings: {
        readonly key: string
        readonly decision: { readonly action: string }
        readonly proposal: { readonly action: string; readonly replacement: string | null }
      }[]
    }[]
  }[]
}

/** Where a sentence comes from, by the keyboard: its note in the list and lit in the picture, for the team only. */
export async function seeWhereItComesFrom(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const words = 'Trois semaines très dures'
  const statement = page.getByRole('article').filter({ hasText: words }).first()
  const open = statement.getByRole('button', { name: 'Voir sur le tableau' })
  await open.press('Enter')
  const panel = page.getByRole('dialog', { name: 'D’où vient cette phrase' })
  const picture = panel.getByRole('img', { name: /1 note en évidence/ })
  await picture.waitFor()
  const whole = await picture.getAttribute('viewBox')
  const note = panel.getByRole('button', { name: new RegExp(words) })
  await note.press('Enter')
  expect(await note.getAttribute('aria-pressed')).toBe('true')
  await expect.poll(() => picture.getAttribute('viewBox')).not.toBe(whole)
  await look('12b-origine')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'hidden' })
  await expect.poll(() => open.evaluate((button) => button === document.activeElement)).toBe(true)
}

/** The first statement with its findings, by hand: what an editor does dozens of times. */
export async function decideInTheEditor(page: Page): Promise<void> {
  const statement = page.getByRole('article').filter({ hasText: 'Kevin Lardinois' }).first()
  await statement.getByRole('button', { name: 'Retenir' }).click()
  const finding = statement.getByRole('group', { name: /Kevin Lardinois/ })
  await finding.getByRole('button', { name: 'Décider' }).click()
  await statement.getByRole('button', { name: /Modifier la décision pour Kevin Lardinois/ }).waitFor()
}

/** The questions of the check, by hand: how many fit, why, and what leads to others. */
export async function answerTheCheck(page: Page): Promise<void> {
  const box = page.locator('#checks')
  await box.getByRole('radio', { name: 'Beaucoup' }).check()
  await box.getByLabel('Pourquoi beaucoup ?').fill('Plus de cent en Wallonie et à Bruxelles.')
  await box.getByRole('button', { name: 'Enregistrer' }).click()
  for (const link of await box.getByRole('group', { name: /^Lien avec/ }).all()) {
    const apart = link.getByRole('button', { name: /^On ne peut pas/ })
    await apart.click()
    await expect.poll(() => apart.getAttribute('aria-pressed')).toBe('true')
  }
  for (const quote of await box.getByLabel('La personne est d’accord').all()) {
    await quote.press('Space')
    await expect.poll(() => quote.isChecked()).toBe(true)
  }
}

/** The other decisions, over the same routes that the editor's buttons use, and from outside the page: each answers with the whole draft. */
export async function decideTheRest(page: Page, caseId: string): Promise<void> {
  const url = new URL(`/api/cases/${caseId}`, page.url()).href
  // the page's own cookie
  const { request } = page.context()
  const put = async (path: string, data: object): Promise<DraftToDecide> => {
    const answer = await request.put(`${url}/${path}`, { data })
    expect(answer.status()).toBe(200)
    return answer.json()
  }
  const statementsOf = ({ sections }: DraftToDecide) => sections.flatMap(({ statements }) => statements)
  let draft: DraftToDecide = await (await request.get(url)).json()
  for (const { id, source } of statementsOf(draft)) {
    const edit = SCENARIO_ROWS.find(({ text }) => text === source.text)?.edit ?? { kind: 'drop' }
    const decision =
      edit.kind === 'keep'
        ? { decision: 'kept' }
        : edit.kind === 'drop'
          ? { decision: 'dropped' }
          : { decision: 'reworded', text: edit.text }
    draft = await put(`statements/${id}`, decision)
  }
  const open = () =>
    statementsOf(draft)
      .filter(({ decision }) => decision !== 'dropped')
      .flatMap(({ id, findings }) => findings.map((finding) => ({ statementId: id, ...finding })))
      .find(({ decision }) => decision.action === 'undecided')
  for (let finding = open(); finding; finding = open()) {
    const { action, replacement } = finding.proposal
    draft = await put('findings', {
      statementId: finding.statementId,
      findingKey: finding.key,
      decision: action === 'replace' ? { action, replacement } : { action },
      everywhere: true,
    })
  }
}
