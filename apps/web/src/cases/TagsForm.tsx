import { Button, Collapse, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { axisLabel, CASE_FACETS, KEYWORDS_ID } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateCase } from '../api/cases.ts'
import { termText } from '../templates/vocabulary-options.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './case-editor.module.css'
import { FindingPart } from './FindingPart.tsx'
import { ProposalList } from './ProposalList.tsx'
import { TagFields } from './TagFields.tsx'
import { openProposals, withTerm } from './tag-proposals.ts'
import { useCaseCommand } from './use-case-command.ts'

/** Which draft. */
export interface TagsFormProps {
  draft: CaseDraftView
  editable: boolean
}

type Tags = CaseDraftView['tags']

/** By what readers find and compare the case: what is chosen, and a form when it is to be changed. */
export function TagsForm({ draft, editable }: TagsFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const [open, setOpen] = useState(false)
  const form = useId()
  const save = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (tags: Tags) => updateCase(draft.id, { tags }) },
  )
  const tags = save.isPending ? save.variables : draft.tags
  return (
    <Paper p="md" component="section" id="tags" tabIndex={-1} aria-labelledby="tags-title">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
          <div>
            <Title order={2} fz={18} id="tags-title">
              {t('tags.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('tags.hint')}
            </Text>
          </div>
          {editable && (
            <Button
              size="sm"
              flex="none"
              variant="default"
              aria-expanded={open}
              aria-controls={form}
              onClick={() => setOpen(!open)}
            >
              {t(open ? 'tags.done' : 'tags.change')}
            </Button>
          )}
        </Group>
        {!open && <Chosen tags={tags} voices={voicesOf(draft)} />}
        {editable && (
          <ProposalList
            proposals={openProposals(draft.proposals, tags)}
            busy={save.isPending}
            onChoose={(facet, term) => save.mutate(withTerm(tags, facet, term))}
          />
        )}
        <Collapse expanded={open} id={form}>
          {open && <TagFields tags={tags} onChange={(next) => save.mutate(next)} />}
        </Collapse>
        {draft.keywordFindings.map((finding) => (
          <FindingPart
            key={finding.key}
            draft={draft}
            statementId={KEYWORDS_ID}
            finding={finding}
            editable={editable}
          />
        ))}
      </Stack>
    </Paper>
  )
}

/** The roles of the sentences that enter the case: computed, never typed. */
function voicesOf({ sections }: CaseDraftView): string[] {
  const roles = sections
    .flatMap(({ statements }) => statements)
    .filter(({ decision }) => decision === 'kept' || decision === 'reworded')
    .flatMap(({ role }) => role ?? [])
  return [...new Set(roles)].sort()
}

function Chosen({ tags, voices }: { tags: Tags; voices: readonly string[] }): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const all: { id: string; words: readonly string[] }[] = [
    ...CASE_FACETS.map((facet) => ({
      id: facet.id,
      words:
        facet.shape === 'computed'
          ? []
          : facet.shape === 'bands'
            ? tags.funding.map(({ source, band }) =>
                band === null
                  ? termText('funding', source, lang)
                  : `${termText('funding', source, lang)} (${termText('moneyBand', band, lang)})`,
              )
            : [tags[facet.id]]
                .flat()
                .flatMap((term) => (term === null ? [] : termText(facet.vocabulary, term, lang))),
    })),
    { id: 'perspectives', words: voices.map((role) => termText('roleClass', role, lang)) },
    { id: 'keywords', words: tags.keywords },
    { id: 'period', words: tags.period === null ? [] : [tags.period] },
    {
      id: 'maturity',
      words: (tags.maturity ?? []).map(
        ({ axis, change }) => `${axisLabel(axis, lang) ?? axis} (${t(`tags.${change}`)})`,
      ),
    },
  ]
  const lines = all.filter(({ words }) => words.length > 0)
  if (lines.length === 0) return <Text size="sm">{t('tags.none')}</Text>
  return (
    <dl className={classes.facts}>
      {lines.map(({ id, words }) => (
        <div key={id}>
          <dt>{t(`tags.${id}`)}</dt>
          <dd>{words.join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}
