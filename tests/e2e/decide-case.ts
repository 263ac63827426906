import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { SCENARIO_ROWS } from '../fixtures/scenario-s3.ts'

/** What is read out in place of the drawing. */
export const DRAWING_ALT =
  'Le tableau de l’atelier : chaque zone avec les phrases du cas, là où elles ont été notées.'
const REWORDED_BY_HAND = 'Une équipe collecte, trie et vend des meubles.'

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

/** A sentence that is kept, with what is found in it, one that is put in other words, and one that is left out: by hand. */
export async function decideInTheEditor(page: Page): Promise<void> {
  const statementWith = (text: string) => page.getByRole('article').filter({ hasText: text }).first()
  const kept = statementWith('Kevin Lardinois')
  await kept.getByRole('button', { name: 'Retenir' }).click()
  const finding = kept.getByRole('group', { name: /Kevin Lardinois/ })
  await finding.getByRole('button', { name: 'Décider' }).click()
  await kept.getByRole('button', { name: /Modifier la décision pour Kevin Lardinois/ }).waitFor()

  const { text } = SCENARIO_ROWS.find((row) => row.edit.kind === 'reword') ?? { text: '' }
  const reworded = statementWith(text.slice(0, 30))
  await reworded.getByRole('button', { name: 'Reformuler' }).click()
  await reworded.getByRole('textbox', { name: 'Votre formulation' }).fill(REWORDED_BY_HAND)
  await reworded.getByRole('button', { name: 'Enregistrer' }).click()
  await statementWith(REWORDED_BY_HAND).waitFor()

  const dropped = statementWith('RGPD, CA')
  await dropped.getByRole('button', { name: 'Écarter' }).click()
  await dropped.getByText('Écarté : cette phrase n’entrera pas dans le cas.').waitFor()
}

/** The drawing of the board: left out until somebody has looked at it, said what it shows, and ticked it. */
export async function takeTheDrawing(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const part = page.locator('#images')
  await part.getByRole('button', { name: 'Ajouter le dessin d’un tableau' }).click()
  await page.getByRole('menuitem', { name: /Fin d’année/ }).click()
  const image = part.getByRole('article')
  const tick = image.getByRole('checkbox')
  await image.getByRole('img').waitFor()
  expect(await tick.isChecked()).toBe(false)
  expect(await tick.isDisabled()).toBe(true)
  await image.getByLabel('Ce que l’image montre').fill(DRAWING_ALT)
  await image.getByRole('button', { name: 'Enregistrer' }).click()
  await expect.poll(() => tick.isDisabled()).toBe(false)
  await tick.press('Space')
  await expect.poll(() => tick.isChecked()).toBe(true)
  await look('12a-image')
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

/** The other decisions, over the same routes that the editor's buttons use, and from outside the page: each answers with the whole draft. What was decided by hand stays. */
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
  for (const { id, source, decision: present } of statementsOf(draft)) {
    if (present !== 'undecided') continue
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
