import { Button, Group, Stack, Textarea } from '@mantine/core'
import { type CaseStatementView, STATEMENT_MAX } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideStatement } from '../api/cases.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { type CasePlace, useCaseCommand } from './use-case-command.ts'

/** The statement that is put in other words. */
export interface RewordFormProps {
  place: CasePlace
  statement: CaseStatementView
  onClose(): void
}

/** The editor's own wording. Starts from the redacted one: what was hidden is not typed in again. */
export function RewordForm({ place, statement, onClose }: RewordFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const [text, setText] = useState(statement.redacted)
  const save = useCaseCommand(place, {
    run: () => decideStatement(place.caseId, statement.id, { decision: 'reworded', text: text.trim() }),
    onDone: onClose,
    onProblem: () => undefined, // shown below
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') save.mutate()
      }}
    >
      <Stack gap="xs">
        <Textarea
          size="md"
          aria-label={t('wording')}
          autosize
          minRows={2}
          maxLength={STATEMENT_MAX}
          value={text}
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit()
          }}
        />
        {save.error && <ErrorNotice error={save.error} />}
        <Group gap="xs">
          <Button type="submit" size="sm" loading={save.isPending} disabled={text.trim() === ''}>
            {t('saveWording')}
          </Button>
          <Button size="sm" variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
