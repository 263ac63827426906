import type { UseMutationResult } from '@tanstack/react-query'
import { caseQuery, casesQuery } from '../api/cases.ts'
import { type CommandOptions, useCommand } from '../ui/use-command.ts'

/** The case that a command changes. */
export interface CasePlace {
  caseId: string
  cohortId: string
}

/** A change of a case: the draft is read again, since one decision may settle others and lift obstacles. */
export function useCaseCommand<V = void, R = unknown>(
  { caseId, cohortId }: CasePlace,
  options: Omit<CommandOptions<V, R>, 'refresh'>,
): UseMutationResult<R, Error, V> {
  return useCommand<V, R>({
    ...options,
    refresh: [caseQuery(caseId).queryKey, casesQuery(cohortId).queryKey],
  })
}
