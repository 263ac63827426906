import type { DraftSection } from '../outline.ts'
import type { CaseDraft, DraftStatement, StatementDecision, StatementFacets } from './case-draft.ts'

/** What an editor changes of a statement; what is left out stays. */
export interface StatementChange extends Partial<StatementFacets> {
  readonly decision?: StatementDecision
  readonly section?: DraftSection
  readonly quoteAgreed?: boolean
  /** Statements that tell it differently, all of them. */
  readonly contrastWith?: readonly string[]
  /** One place up or down among the statements of its section; what belongs to it moves along. */
  readonly move?: 'up' | 'down'
}

/** A copy of the draft with one statement changed. Null: no such statement, or it is told to differ from one that is not there. */
export function changeStatement(draft: CaseDraft, id: string, change: StatementChange): CaseDraft | null {
  const ids = new Set(draft.statements.map((statement) => statement.id))
  const { contrastWith, move, ...facets } = change
  // what is left out must not empty what stands there
  const fields: Partial<DraftStatement> = Object.fromEntries(
    Object.entries(facets).filter(([, value]) => value !== undefined),
  )
  if (!ids.has(id) || contrastWith?.some((other) => other === id || !ids.has(other))) return null
  const statements = draft.statements.map((statement): DraftStatement => {
    if (statement.id === id) {
      return { ...statement, ...fields, contrastWith: [...new Set(contrastWith ?? statement.contrastWith)] }
    }
    return contrastWith === undefined ? statement : told(statement, id, contrastWith.includes(statement.id))
  })
  return { ...draft, statements: move === undefined ? statements : moved(statements, id, move) }
}

/** Who tells it differently from somebody is told differently by her: each names the other. */
function told(statement: DraftStatement, id: string, differs: boolean): DraftStatement {
  const others = statement.contrastWith.filter((other) => other !== id)
  return { ...statement, contrastWith: differs ? [...others, id] : others }
}

/** The statement one place further among those beside it: of its section, and of what it belongs to. */
function moved(statements: readonly DraftStatement[], id: string, move: 'up' | 'down'): DraftStatement[] {
  const moving = statements.find((statement) => statement.id === id)
  if (moving === undefined) return [...statements]
  const beside = statements.filter(({ section, of }) => section === moving.section && of === moving.of)
  const at = beside.indexOf(moving)
  const other = beside[move === 'up' ? at - 1 : at + 1]
  if (other === undefined) return [...statements]
  const [upper, lower] = move === 'up' ? [moving, other] : [other, moving]
  const group = withFollowers(statements, upper)
  const rest = statements.filter((statement) => !group.includes(statement))
  const before = rest.indexOf(lower)
  return [...rest.slice(0, before), ...group, ...rest.slice(before)]
}

function withFollowers(statements: readonly DraftStatement[], of: DraftStatement): DraftStatement[] {
  return [
    of,
    ...statements.filter((other) => other.of === of.id).flatMap((other) => withFollowers(statements, other)),
  ]
}
