import type { ConsentAnswer, ConsentView } from '@tablee/contract'
import { type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type ConsentKey, consentQuery, stateConsent } from '../api/consents.ts'
import { errorText } from '../ui/error-text.ts'
import { notifyProblem } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'

/** Sends an answer; what stands there is read again, also when somebody else was faster or the text has changed. */
export function useAnswer(
  question: ConsentKey,
  view: ConsentView,
): UseMutationResult<ConsentView, Error, ConsentAnswer> {
  const { t } = useTranslation('consents')
  const client = useQueryClient()
  const { queryKey } = consentQuery(question)
  return useCommand({
    run: (answer: ConsentAnswer) => stateConsent(question, { seen: view.statement?.id ?? null, answer }),
    refresh: 'token' in question ? [queryKey] : [queryKey, ['cohorts', question.cohortId, 'consents']],
    done: t('answer.kept'),
    // the answer that was just given stands at the top
    onDone: () => window.scrollTo({ top: 0 }),
    onProblem: (error) => {
      notifyProblem(errorText(error, t))
      void client.invalidateQueries({ queryKey }) // what fails is shown by the query itself
    },
  })
}
