export { type CourseCommand, type ScriptCommand, type StepsCommand, scriptCommandSchema } from './commands.ts'
export {
  behindMs,
  currentStep,
  type Limits,
  limitsNow,
  stepBefore,
  type TimeMood,
  timeLeftMs,
  timeMood,
  totalMinutes,
} from './course.ts'
export type { ScriptFault, ScriptOutcome } from './outcome.ts'
export { isOpenPlace, type StepFault, type StepPlace, stepMoveFault, stepWriteFault } from './powers.ts'
export { readScript } from './read-script.ts'
export { correctSteps, type RebasedSteps, rebaseSteps } from './rebase-steps.ts'
export { runCommand } from './run-command.ts'
export {
  courseStateSchema,
  type RunningState,
  type Script,
  type ScriptState,
  type ScriptStep,
  type StepClock,
  type StepFields,
  type StepPowers,
  stepFieldsSchema,
  stepsSchema,
} from './script.ts'
export {
  methodSteps,
  powersOf,
  SCRIPT_KEY,
  STEP_DOTS_MAX,
  STEP_INSTRUCTION_MAX,
  STEP_MINUTES_MAX,
  STEP_TITLE_MAX,
  STEPS_KEY,
  STEPS_MAX,
  stepText,
} from './step.ts'
export { type StepTime, stepTimes } from './step-times.ts'
export { trustScript } from './trust-script.ts'
export { type CommandAnswer, type SentCommand, writeCommand } from './write-script.ts'
