export {
  type RehearsalReport,
  rehearsalReportSchema,
  type StepFinding,
  type ZoneFinding,
} from './findings.ts'
export { REHEARSAL_PEOPLE, REHEARSAL_PEOPLE_MAX, REHEARSAL_PEOPLE_MIN } from './pace.ts'
export { type Assignment, type PlannedStep, planStep } from './plan-step.ts'
export { type RehearsedStep, rehearsalReport, rehearsedMinutes } from './report.ts'
export { countWords, simulatedText } from './simulated-text.ts'
