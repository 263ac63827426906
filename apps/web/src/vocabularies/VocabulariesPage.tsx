import { Badge, Button, Group, List, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core'
import type { ChangeVocabularyRequest, Vocabularies } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeVocabulary, vocabulariesQuery } from '../api/vocabularies.ts'
import { formatMoment } from '../ui/format-date.ts'
import { Icon } from '../ui/Icon.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { type WordAsked, WordDialog } from './WordDialog.tsx'

type WordList = Vocabularies['vocabularies'][number]

/** `/programmes/:id/vocabulaires`: the lists of words that methods offer, and their history. */
export function VocabulariesPage(): ReactNode {
  const { t } = useTranslation('vocabularies')
  const { programmeId } = useParams({ from: '/shell/programmes/$programmeId/vocabulaires' })
  const words = useQuery(vocabulariesQuery(programmeId))
  return (
    <Page title={t('title')} lead={t('lead')} trail={[{ label: t('methods'), to: '/methodes' }]}>
      <Loaded query={words}>{(all) => <Lists programmeId={programmeId} all={all} />}</Loaded>
    </Page>
  )
}

function Lists({ programmeId, all }: { programmeId: string; all: Vocabularies }): ReactNode {
  const { t } = useTranslation('vocabularies')
  const lang = useLang()
  const [shown, setShown] = useState(all.vocabularies[0]?.id ?? '')
  const [asked, setAsked] = useState<WordAsked | null>(null)
  const change = useCommand({
    run: (request: ChangeVocabularyRequest) => changeVocabulary(programmeId, request),
    refresh: [vocabulariesQuery(programmeId).queryKey],
    onDone: (_, request) => {
      setAsked(null)
      if (request.kind === 'vocabulary_added') setShown('')
    },
  })
  const list = all.vocabularies.find(({ id }) => id === shown) ?? all.vocabularies.at(-1)
  if (!list) return null
  return (
    <Stack>
      <Group align="flex-end">
        <NativeSelect
          label={t('list')}
          value={list.id}
          onChange={(event) => setShown(event.currentTarget.value)}
          data={all.vocabularies.map(({ id, label }) => ({ value: id, label: label[lang] || label.fr }))}
          style={{ flex: '0 1 420px' }}
        />
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() => setAsked({ kind: 'vocabulary_added' })}
        >
          {t('addList')}
        </Button>
      </Group>
      <Terms
        list={list}
        busy={change.isPending}
        onAsk={setAsked}
        onChange={(request) => change.mutate(request)}
      />
      <History all={all} list={list} />
      {asked && (
        <WordDialog
          asked={asked}
          busy={change.isPending}
          onSubmit={(request) => change.mutate(request)}
          onClose={() => setAsked(null)}
        />
      )}
    </Stack>
  )
}

interface TermsProps {
  list: WordList
  busy: boolean
  onAsk(asked: WordAsked): void
  onChange(request: ChangeVocabularyRequest): void
}

function Terms({ list, busy, onAsk, onChange }: TermsProps): ReactNode {
  const { t } = useTranslation('vocabularies')
  const lang = useLang()
  const vocabularyId = list.id
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="words-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} fz={18} id="words-title">
            {list.label[lang] || list.label.fr}
          </Title>
          {!list.shipped && (
            <Button
              variant="subtle"
              size="sm"
              onClick={() => onAsk({ kind: 'vocabulary_relabelled', vocabularyId, label: list.label })}
            >
              {t('renameList')}
            </Button>
          )}
        </Group>
        <List
          listStyleType="none"
          spacing="xs"
          styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}
        >
          {list.terms.map(({ id: termId, label, retired }) => {
            const name = label[lang] || label.fr
            return (
              <List.Item key={termId}>
                <Group justify="space-between" gap="xs">
                  <Group gap={8} style={{ flex: '1 1 200px' }}>
                    <Text c={retired ? 'dimmed' : undefined} td={retired ? 'line-through' : undefined}>
                      {name}
                    </Text>
                    {retired && (
                      <Badge color="gray" variant="light" tt="none">
                        {t('retired')}
                      </Badge>
                    )}
                    {(label.nl === '' || label.en === '') && (
                      <Badge color="gray" variant="outline" tt="none">
                        {t('untranslated')}
                      </Badge>
                    )}
                  </Group>
                  <Group gap={4}>
                    <Button
                      size="sm"
                      variant="subtle"
                      aria-label={t('renameNamed', { name })}
                      onClick={() => onAsk({ kind: 'term_relabelled', vocabularyId, termId, label })}
                    >
                      {t('rename')}
                    </Button>
                    <Button
                      size="sm"
                      variant="subtle"
                      color={retired ? undefined : 'red'}
                      disabled={busy}
                      aria-label={t(retired ? 'restoreNamed' : 'retireNamed', { name })}
                      onClick={() =>
                        onChange({ kind: retired ? 'term_restored' : 'term_retired', vocabularyId, termId })
                      }
                    >
                      {retired ? t('restore') : t('retire')}
                    </Button>
                  </Group>
                </Group>
              </List.Item>
            )
          })}
        </List>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="plus" />}
          onClick={() => onAsk({ kind: 'term_added', vocabularyId })}
          style={{ alignSelf: 'start' }}
        >
          {t('addWord')}
        </Button>
      </Stack>
    </Paper>
  )
}

function History({ all, list }: { all: Vocabularies; list: WordList }): ReactNode {
  const { t } = useTranslation('vocabularies')
  const lang = useLang()
  const lines = all.history.filter(({ vocabularyId }) => vocabularyId === list.id)
  if (lines.length === 0) return null
  const nameOf = (termId: string | null) => {
    const label = list.terms.find(({ id }) => id === termId)?.label ?? list.label
    return label[lang] || label.fr
  }
  return (
    <Stack component="section" gap="xs" aria-labelledby="history-title">
      <Title order={2} fz={18} id="history-title">
        {t('history')}
      </Title>
      <List spacing={4} size="sm">
        {lines.map(({ termId, kind, label, at, by }) => (
          <List.Item key={`${at}-${kind}-${termId}-${label?.fr}`}>
            {t(`changes.${kind}`, { name: label ? label[lang] || label.fr : nameOf(termId) })}
            <Text span size="sm" c="dimmed">
              {['', formatMoment(at, lang), by].filter((part) => part !== null).join(' · ')}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
