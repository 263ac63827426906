import type { Limits } from '@tablee/board/script'
import { createContext, use } from 'react'
import { useValue } from 'tldraw'
import type { StepGate } from './step-gate.ts'

/** What the step that runs lets the person on this canvas do. */
export const StepGateContext = createContext<StepGate | null>(null)

/** What binds the person on this canvas, followed; null when nothing does. */
export function useBindingStep(): Limits | null {
  const gate = use(StepGateContext)
  return useValue('binding step', () => gate?.step() ?? null, [gate])
}
