import { Button, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core'
import type { CaseDraftView, CaseStatementView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideStatement } from '../api/cases.ts'
import { Icon } from '../ui/Icon.tsx'
import { useLang } from '../ui/use-lang.ts'
import { ContrastPart } from './ContrastPart.tsx'
import classes from './case-editor.module.css'
import { openFindings } from './case-progress.ts'
import { FindingPart } from './FindingPart.tsx'
import { LostPart } from './LostPart.tsx'
import { MarkedText } from './MarkedText.tsx'
import { MoveButtons } from './MoveButtons.tsx'
import { RewordForm } from './RewordForm.tsx'
import { SourcesPanel } from './SourcesPanel.tsx'
import { StatementFacets } from './StatementFacets.tsx'
import { sectionTitle } from './section-title.ts'
import { useCaseCommand } from './use-case-command.ts'

/** One statement of a draft. */
export interface StatementPartProps {
  draft: CaseDraftView
  statement: CaseStatementView
  editable: boolean
}

type Decision = CaseStatementView['decision']

/** What stood on the board, what will be read, and the decisions that lead from one to the other. */
export function StatementPart({ draft, statement, editable }: StatementPartProps): ReactNode {
  const { t } = useTranslation('cases')
  const [rewording, setRewording] = useState(false)
  const [looking, setLooking] = useState(false)
  const place = { caseId: draft.id, cohortId: draft.cohortId }
  const decide = useCaseCommand(place, {
    run: (decision: Decision) => decideStatement(draft.id, statement.id, { decision }),
  })
  const findings = openFindings(statement)
  const same = statement.text === statement.source.text
  const shown = decide.isPending ? decide.variables : statement.decision
  // A second press takes the decision back.
  const press = (decision: Decision) => decide.mutate(shown === decision ? 'undecided' : decision)
  return (
    <Paper
      component="article"
      p="md"
      id={`statement-${statement.id}`}
      tabIndex={-1}
      className={statement.of === null ? undefined : classes.follower}
      aria-label={t('statementLabel', { text: statement.redacted.slice(0, 40) })}
    >
      <div className={classes.statement}>
        <Stack gap={4} className={classes.source}>
          <Text size="sm" fw={600} c="dimmed">
            {t(`onBoard.${statement.kind}`)}
          </Text>
          {statement.source.text === '' ? (
            <Text size="sm" c="dimmed">
              {t('onBoardGone')}
            </Text>
          ) : (
            <MarkedText text={statement.source.text} findings={same ? findings : []} />
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.quiet}
            leftSection={<Icon name="eye" size={16} />}
            onClick={() => setLooking(true)}
          >
            {t('sources.open', { count: statement.sources })}
          </Button>
        </Stack>
        <Stack gap="sm">
          <Stack gap={4}>
            <Group justify="space-between" wrap="nowrap" mih={28}>
              <Text size="sm" fw={600} c="dimmed">
                {t('inCase')}
              </Text>
              {editable && <MoveButtons draft={draft} statement={statement} />}
            </Group>
            {rewording ? (
              <RewordForm place={place} statement={statement} onClose={() => setRewording(false)} />
            ) : (
              <Wording statement={statement} decision={shown} />
            )}
          </Stack>
          {editable && !rewording && (
            <Group gap="xs" role="group" aria-label={t('decision')}>
              <DecisionButton chosen={shown === 'kept'} onPress={() => press('kept')} label={t('keep')} />
              <DecisionButton
                chosen={shown === 'reworded'}
                onPress={() => setRewording(true)}
                label={t('reword')}
              />
              <DecisionButton
                chosen={shown === 'dropped'}
                onPress={() => press('dropped')}
                label={t('drop')}
              />
              <SectionSelect draft={draft} statement={statement} />
            </Group>
          )}
          {shown !== 'dropped' && (
            <>
              <StatementFacets draft={draft} statement={statement} editable={editable} />
              <ContrastPart draft={draft} statement={statement} editable={editable} />
            </>
          )}
          <LostPart draft={draft} statementIds={[statement.id]} editable={editable} />
          {findings.map((finding) => (
            <FindingPart
              key={finding.key}
              draft={draft}
              statementId={statement.id}
              finding={finding}
              editable={editable}
            />
          ))}
        </Stack>
      </div>
      <SourcesPanel
        caseId={draft.id}
        statement={statement}
        opened={looking}
        onClose={() => setLooking(false)}
      />
    </Paper>
  )
}

function Wording({ statement, decision }: { statement: CaseStatementView; decision: Decision }): ReactNode {
  const { t } = useTranslation('cases')
  if (decision === 'dropped') return <Text c="dimmed">{t('droppedText')}</Text>
  return (
    <>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{statement.redacted}</Text>
      {decision === 'undecided' && (
        <Text size="sm" c="dimmed">
          {t('undecidedText')}
        </Text>
      )}
    </>
  )
}

interface DecisionButtonProps {
  chosen: boolean
  label: string
  onPress(): void
}

function DecisionButton({ chosen, label, onPress }: DecisionButtonProps): ReactNode {
  return (
    <Button size="sm" variant={chosen ? 'filled' : 'default'} aria-pressed={chosen} onClick={onPress}>
      {label}
    </Button>
  )
}

function SectionSelect({
  draft,
  statement,
}: {
  draft: CaseDraftView
  statement: CaseStatementView
}): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const move = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      // The decision stays as it is; only the place changes.
      run: (section: string) =>
        decideStatement(draft.id, statement.id, {
          decision: statement.decision,
          section,
          ...(statement.decision === 'reworded' && { text: statement.text }),
        }),
    },
  )
  return (
    <NativeSelect
      size="sm"
      aria-label={t('section')}
      value={move.isPending ? move.variables : statement.section}
      data={draft.sections.map(({ id }) => ({ value: id, label: sectionTitle(id, lang) ?? t('unsorted') }))}
      onChange={(event) => move.mutate(event.currentTarget.value)}
      flex="1 1 160px"
    />
  )
}
