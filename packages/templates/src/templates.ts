import changePlan from './methods/change-plan.json' with { type: 'json' }
import interCaseSheet from './methods/inter-case-sheet.json' with { type: 'json' }
import interPeerCase from './methods/inter-peer-case.json' with { type: 'json' }
import needsMacroMicro from './methods/needs-macro-micro.json' with { type: 'json' }
import stakeInfluenceAdhesion from './methods/stake-influence-adhesion.json' with { type: 'json' }
import { type Template, templateSchema } from './template.ts'

/** Every shipped method, parsed once, in the order in which they are offered. */
export const TEMPLATES: readonly Template[] = [
  needsMacroMicro,
  stakeInfluenceAdhesion,
  changePlan,
  interPeerCase,
  interCaseSheet,
].map((method) => templateSchema.parse(method))

/**
 * The method with this id, in this version when one is asked for.
 * Undefined when it is not shipped: a board keeps its own zones, so an old version stays readable without it.
 */
export function findTemplate(id: string, version?: string): Template | undefined {
  return TEMPLATES.find(
    (template) => template.id === id && (version === undefined || template.version === version),
  )
}
