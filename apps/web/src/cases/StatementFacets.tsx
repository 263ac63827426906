import {
  Button,
  Checkbox,
  Collapse,
  MultiSelect,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import type { CaseDraftView, CaseStatementView } from '@tablee/contract'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideStatement } from '../api/cases.ts'
import { vocabularyOptions } from '../templates/vocabulary-options.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './case-editor.module.css'
import { ProposalList } from './ProposalList.tsx'
import { statementQuestions, statementWords, tagOptions } from './statement-words.ts'
import { useCaseCommand } from './use-case-command.ts'

/** One statement and what it says of itself. */
export interface StatementFacetsProps {
  draft: CaseDraftView
  statement: CaseStatementView
  editable: boolean
}

type Change = Parameters<typeof decideStatement>[2]

/** The vocabulary of each question that takes one term. */
const VOCABULARIES = {
  role: 'roleClass',
  sign: 'effectPolarity',
  phase: 'phase',
  stake: 'stake',
  audience: 'audience',
} as const

/** Who says it, when, and what it is an example of: one line, and a form when it is to be changed. */
export function StatementFacets({ draft, statement, editable }: StatementFacetsProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const [open, setOpen] = useState(false)
  const form = useId()
  const save = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (change: Change) => decideStatement(draft.id, statement.id, change) },
  )
  const words = statementWords(statement, lang)
  return (
    <Stack gap="xs">
      {words.length > 0 && (
        <Text size="sm" c="dimmed">
          {words.join(' · ')}
        </Text>
      )}
      {editable && (
        <>
          <ProposalList
            proposals={statement.proposals.filter(({ facet }) => isOpen(statement, facet))}
            busy={save.isPending}
            onChoose={(facet, term) =>
              save.mutate(facet === 'tags' ? { tags: [...statement.tags, term] } : { [facet]: term })
            }
          />
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.quiet}
            aria-expanded={open}
            aria-controls={form}
            onClick={() => setOpen(!open)}
          >
            {t('facets.open')}
          </Button>
          <Collapse expanded={open} id={form}>
            {open && (
              <FacetFields draft={draft} statement={statement} onChange={(change) => save.mutate(change)} />
            )}
          </Collapse>
        </>
      )}
    </Stack>
  )
}

/** Whether what was typed on the board still waits for a term. */
function isOpen(statement: CaseStatementView, facet: string): boolean {
  if (facet === 'tags') return statement.tags.length === 0
  const fields: Readonly<Record<string, string | null>> = {
    role: statement.role,
    sign: statement.sign,
    phase: statement.phase,
    relTime: statement.relTime,
    audience: statement.audience,
    stake: statement.stake,
  }
  return fields[facet] === null
}

interface FacetFieldsProps {
  draft: CaseDraftView
  statement: CaseStatementView
  onChange(change: Change): void
}

function FacetFields({ draft, statement, onChange }: FacetFieldsProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const { tags, asks } = statementQuestions(statement)
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" pt={4}>
      {asks.map((ask) =>
        ask === 'relTime' ? (
          <MonthField key={ask} value={statement.relTime} onChange={(relTime) => onChange({ relTime })} />
        ) : (
          <Select
            key={ask}
            size="sm"
            label={t(`facets.${ask}`)}
            data={vocabularyOptions(VOCABULARIES[ask], lang)}
            value={statement[ask]}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('clear', { ns: 'common' }) }}
            onChange={(term) => onChange({ [ask]: term })}
          />
        ),
      )}
      {tags.length > 0 && (
        <MultiSelect
          size="sm"
          label={t('facets.tags')}
          data={tagOptions(tags, lang)}
          value={statement.tags}
          classNames={{ inputField: classes.field }}
          searchable
          clearButtonProps={{ 'aria-label': t('clear', { ns: 'common' }) }}
          onChange={(terms) => onChange({ tags: terms })}
        />
      )}
      <MultiSelect
        size="sm"
        label={t('facets.contrast')}
        data={othersOf(draft, statement)}
        value={statement.contrastWith}
        classNames={{ inputField: classes.field }}
        searchable
        clearButtonProps={{ 'aria-label': t('clear', { ns: 'common' }) }}
        onChange={(contrastWith) => onChange({ contrastWith })}
      />
      {statement.kind === 'quote' && (
        <Checkbox
          size="sm"
          label={t('facets.quoteAgreed')}
          checked={statement.quoteAgreed}
          onChange={(event) => onChange({ quoteAgreed: event.currentTarget.checked })}
        />
      )}
    </SimpleGrid>
  )
}

/** Longest sentence shown as a choice, in characters. */
const CHOICE_MAX = 60

/** The other statements of the section as choices, by what will be read. */
function othersOf(draft: CaseDraftView, { id, section }: CaseStatementView) {
  const beside = draft.sections.find((found) => found.id === section)?.statements ?? []
  return beside
    .filter((other) => other.id !== id && other.decision !== 'dropped')
    .map((other) => ({
      value: other.id,
      label:
        other.redacted.length > CHOICE_MAX ? `${other.redacted.slice(0, CHOICE_MAX - 1)}…` : other.redacted,
    }))
}

const MONTH = /^M(?:0|[+-]\d{1,3})$/

/** A month from the start. It is kept when it can be read, and says how it is written when it cannot. */
function MonthField({
  value,
  onChange,
}: {
  value: string | null
  onChange(month: string | null): void
}): ReactNode {
  const { t } = useTranslation('cases')
  const [typed, setTyped] = useState(value ?? '')
  const month = typed.replaceAll(' ', '').toUpperCase()
  const isReadable = month === '' || MONTH.test(month)
  return (
    <TextInput
      size="sm"
      label={t('facets.relTime')}
      placeholder="M+5"
      value={typed}
      error={isReadable ? undefined : t('facets.relTimeHint')}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (isReadable && month !== (value ?? '')) onChange(month === '' ? null : month)
      }}
    />
  )
}
