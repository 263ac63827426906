import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { CaseDraftView, FindingView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideFinding } from '../api/cases.ts'
import { termText } from '../templates/vocabulary-options.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useLang } from '../ui/use-lang.ts'
import { occurrences } from './case-progress.ts'
import { type FindingChoice, findingChoices, presentChoice, ROLE_PREFIX } from './finding-choices.ts'
import { useCaseCommand } from './use-case-command.ts'

/** One identifier to decide; `onClose` when a decision exists already and may stay. */
export interface FindingFormProps {
  draft: CaseDraftView
  statementId: string
  finding: FindingView
  onClose: (() => void) | null
}

/** Shortest reason for keeping an identifier, in characters, as in the contract. */
const REASON_MIN = 3

/** Tell it more coarsely, in other words, remove it, or keep it with a reason; here, or everywhere in the case. */
export function FindingForm({ draft, statementId, finding, onClose }: FindingFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const choices = findingChoices(finding, draft.lang)
  const [chosen, setChosen] = useState(() => presentChoice(choices, finding))
  const choice = choices.find(({ value }) => value === chosen)
  const action = choice?.action ?? 'replace'
  const [replacement, setReplacement] = useState(
    finding.decision.replacement ?? finding.proposal.replacement ?? '',
  )
  const words = choice?.words ?? replacement.trim()
  const [reason, setReason] = useState(finding.decision.reason ?? '')
  const times = occurrences(draft, finding)
  const [everywhere, setEverywhere] = useState(times > 1)
  const decide = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      run: () =>
        decideFinding(draft.id, {
          statementId,
          findingKey: finding.key,
          decision:
            action === 'replace'
              ? { action, replacement: words, ...(choice?.how && { how: choice.how }) }
              : action === 'keep'
                ? { action, reason: reason.trim() }
                : { action },
          everywhere,
        }),
      onDone: () => onClose?.(),
      onProblem: () => undefined, // shown below
    },
  )
  const complete =
    action === 'remove' || (action === 'replace' ? words !== '' : reason.trim().length >= REASON_MIN)
  const others = choices.filter(({ isOther }) => isOther)
  const item = ({ value, how, words: told, action: what, isOther }: FindingChoice) => ({
    value,
    label:
      told === undefined
        ? t(`actions.${what}`)
        : isOther
          ? termText('roleClass', value.slice(ROLE_PREFIX.length), lang)
          : t('option', { how: t(`hows.${how ?? 'noun'}`), words: told }),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) decide.mutate()
      }}
    >
      <Stack gap="xs" mt="xs">
        <Group gap="xs" align="flex-end">
          <NativeSelect
            size="sm"
            aria-label={t('findingDecision', { text: finding.text })}
            value={chosen}
            data={[
              ...choices.filter(({ isOther }) => !isOther).map(item),
              ...(others.length === 0 ? [] : [{ group: t('otherRoles'), items: others.map(item) }]),
            ]}
            onChange={(event) => setChosen(event.currentTarget.value)}
            maw="100%"
          />
          {action === 'replace' && choice?.words === undefined && (
            <TextInput
              size="sm"
              flex="1 1 140px"
              aria-label={t('replacement')}
              value={replacement}
              onChange={(event) => setReplacement(event.currentTarget.value)}
            />
          )}
          {action === 'keep' && (
            <TextInput
              size="sm"
              flex="1 1 140px"
              aria-label={t('reason')}
              placeholder={t('reasonExample')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Button type="submit" size="sm" loading={decide.isPending} disabled={!complete}>
            {t('decide')}
          </Button>
          {onClose && (
            <Button size="sm" variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
          )}
        </Group>
        <Checkbox
          size="sm"
          label={t('everywhere', { count: times })}
          checked={everywhere}
          onChange={(event) => setEverywhere(event.currentTarget.checked)}
        />
        {decide.error && <ErrorNotice error={decide.error} />}
      </Stack>
    </form>
  )
}
