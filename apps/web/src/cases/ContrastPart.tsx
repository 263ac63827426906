import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import type { CaseDraftView, CaseStatementView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { decideStatement } from '../api/cases.ts'
import { termText } from '../templates/vocabulary-options.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './case-editor.module.css'
import { goToPlace } from './go-to-place.ts'
import { useCaseCommand } from './use-case-command.ts'

/** One statement of a draft. */
export interface ContrastPartProps {
  draft: CaseDraftView
  statement: CaseStatementView
  editable: boolean
}

/** The statements that tell it differently: both are kept, and readers see that they belong together. */
export function ContrastPart({ draft, statement, editable }: ContrastPartProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const link = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (contrastWith: string[]) => decideStatement(draft.id, statement.id, { contrastWith }) },
  )
  const statements = draft.sections.flatMap((section) => section.statements)
  const pairs = draft.contrasts.flatMap(({ statementIds, linked }) => {
    const otherId = statementIds.find((id) => id !== statement.id)
    const other = statements.find(({ id }) => id === otherId)
    return statementIds.includes(statement.id) && other ? [{ other, linked }] : []
  })
  if (pairs.length === 0) return null
  return (
    <Stack gap="xs" className={classes.contrast}>
      {pairs.map(({ other, linked }) => (
        <Stack key={other.id} gap={4}>
          <Text size="sm">
            <Text span fw={600}>
              {t(linked ? 'contrast.linked' : 'contrast.proposed')}
            </Text>{' '}
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="left"
              onClick={() => goToPlace(`statement-${other.id}`)}
            >
              {t('quoted', { text: shortened(other.redacted) })}
            </Anchor>
            {other.role !== null && ` · ${termText('roleClass', other.role, lang)}`}
          </Text>
          {editable && (
            <Group gap="xs">
              <Button
                size="compact-sm"
                variant="default"
                loading={link.isPending}
                onClick={() =>
                  link.mutate(
                    linked
                      ? statement.contrastWith.filter((id) => id !== other.id)
                      : [...statement.contrastWith, other.id],
                  )
                }
              >
                {t(linked ? 'contrast.separate' : 'contrast.keepBoth')}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
    </Stack>
  )
}

/** Longest sentence that is named in another, in characters. */
const NAMED_MAX = 120

function shortened(text: string): string {
  return text.length > NAMED_MAX ? `${text.slice(0, NAMED_MAX - 1).trimEnd()}…` : text
}
