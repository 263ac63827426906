import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import type { CaseDraftView, FindingView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideFinding } from '../api/cases.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { occurrences } from './case-progress.ts'
import { useCaseCommand } from './use-case-command.ts'

/** One identifier to decide; `onClose` when a decision exists already and may stay. */
export interface FindingFormProps {
  draft: CaseDraftView
  statementId: string
  finding: FindingView
  onClose: (() => void) | null
}

/** What can become of an identifier. */
const ACTIONS = ['replace', 'remove', 'keep'] as const
type Action = (typeof ACTIONS)[number]

/** Shortest reason for keeping an identifier, in characters, as in the contract. */
const REASON_MIN = 3

/** Replace, remove, or keep with a reason; here, or everywhere in the case. The proposal is one press away. */
export function FindingForm({ draft, statementId, finding, onClose }: FindingFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const present = finding.decision.action
  const [action, setAction] = useState<Action>(present === 'undecided' ? finding.proposal.action : present)
  const [replacement, setReplacement] = useState(
    finding.decision.replacement ?? finding.proposal.replacement ?? '',
  )
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
              ? { action, replacement: replacement.trim() }
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
    action === 'remove' ||
    (action === 'replace' ? replacement.trim() !== '' : reason.trim().length >= REASON_MIN)
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
            value={action}
            data={ACTIONS.map((value) => ({ value, label: t(`actions.${value}`) }))}
            onChange={(event) => {
              const next = ACTIONS.find((known) => known === event.currentTarget.value)
              if (next) setAction(next)
            }}
          />
          {action === 'replace' && (
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
