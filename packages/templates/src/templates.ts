import changeActionPlan from './methods/change-action-plan.json' with { type: 'json' }
import changeBudget from './methods/change-budget.json' with { type: 'json' }
import changeDataRisks from './methods/change-data-risks.json' with { type: 'json' }
import changePilot from './methods/change-pilot.json' with { type: 'json' }
import changePlan from './methods/change-plan.json' with { type: 'json' }
import changeRollout from './methods/change-rollout.json' with { type: 'json' }
import changeStory from './methods/change-story.json' with { type: 'json' }
import changeTraining from './methods/change-training.json' with { type: 'json' }
import interBaton from './methods/inter-baton.json' with { type: 'json' }
import interCaseSheet from './methods/inter-case-sheet.json' with { type: 'json' }
import interDebrief from './methods/inter-debrief.json' with { type: 'json' }
import interEffects from './methods/inter-effects.json' with { type: 'json' }
import interEvaluate from './methods/inter-evaluate.json' with { type: 'json' }
import interIdeaMix from './methods/inter-idea-mix.json' with { type: 'json' }
import interPeerCase from './methods/inter-peer-case.json' with { type: 'json' }
import needsExisting from './methods/needs-existing.json' with { type: 'json' }
import needsFacets from './methods/needs-facets.json' with { type: 'json' }
import needsFrise from './methods/needs-frise.json' with { type: 'json' }
import needsMacroMicro from './methods/needs-macro-micro.json' with { type: 'json' }
import needsMaturity from './methods/needs-maturity.json' with { type: 'json' }
import needsProfiles from './methods/needs-profiles.json' with { type: 'json' }
import needsSixDimensions from './methods/needs-six-dimensions.json' with { type: 'json' }
import needsSpec from './methods/needs-spec.json' with { type: 'json' }
import needsThreeLegs from './methods/needs-three-legs.json' with { type: 'json' }
import stakeCircles from './methods/stake-circles.json' with { type: 'json' }
import stakeExpectations from './methods/stake-expectations.json' with { type: 'json' }
import stakeGovernance from './methods/stake-governance.json' with { type: 'json' }
import stakeInfluenceAdhesion from './methods/stake-influence-adhesion.json' with { type: 'json' }
import stakePooling from './methods/stake-pooling.json' with { type: 'json' }
import stakeProvider from './methods/stake-provider.json' with { type: 'json' }
import { type Template, templateSchema } from './template.ts'

/** Every shipped method, parsed once, in the order in which they are offered. */
export const TEMPLATES: readonly Template[] = [
  needsMacroMicro,
  needsProfiles,
  needsMaturity,
  needsFrise,
  needsExisting,
  needsFacets,
  needsSixDimensions,
  needsThreeLegs,
  needsSpec,
  stakeCircles,
  stakeInfluenceAdhesion,
  stakeExpectations,
  stakeGovernance,
  stakePooling,
  stakeProvider,
  changePlan,
  changeActionPlan,
  changeStory,
  changePilot,
  changeRollout,
  changeTraining,
  changeBudget,
  changeDataRisks,
  interPeerCase,
  interIdeaMix,
  interEvaluate,
  interBaton,
  interEffects,
  interDebrief,
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
