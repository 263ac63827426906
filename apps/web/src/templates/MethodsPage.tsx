import { Badge, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { OwnTemplateList, OwnTemplateSummary, TemplateSummary } from '@tablee/contract'
import { shortVersion } from '@tablee/templates'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { archiveTemplate, ownTemplatesQuery } from '../api/own-templates.ts'
import { templatesQuery } from '../api/templates.ts'
import cards from '../ui/card.module.css'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { CopyableMethodCard } from './CopyableMethodCard.tsx'
import { FamilyName } from './FamilyName.tsx'
import { FeedbackDialog } from './FeedbackDialog.tsx'
import { familyColour } from './family.ts'
import { filterMethods } from './filter-methods.ts'
import { ImportMethodDialog } from './ImportMethodDialog.tsx'
import { MethodFilter } from './MethodFilter.tsx'
import { NewMethodDialog } from './NewMethodDialog.tsx'

/** `/methodes`: one's own methods, and all that can be copied. */
export function MethodsPage(): ReactNode {
  const { t } = useTranslation('methods')
  // the words of the cards: else the whole page would give way to grey lines when the first card comes
  useTranslation('templates')
  const own = useQuery(ownTemplatesQuery)
  const [dialog, setDialog] = useState<'new' | 'import' | null>(null)
  const programmes = own.data?.programmes ?? []
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      trail={[{ label: t('home', { ns: 'common' }), to: '/' }]}
      actions={
        programmes.length > 0 && (
          <>
            <Button variant="default" onClick={() => setDialog('import')}>
              {t('list.import')}
            </Button>
            <Button leftSection={<Icon name="plus" />} onClick={() => setDialog('new')}>
              {t('list.new')}
            </Button>
          </>
        )
      }
    >
      <Loaded query={own}>{(list) => <OwnMethods list={list} onNew={() => setDialog('new')} />}</Loaded>
      <AllMethods programmes={programmes} />
      {dialog === 'new' && (
        <NewMethodDialog programmes={programmes} from={null} onClose={() => setDialog(null)} />
      )}
      {dialog === 'import' && <ImportMethodDialog programmes={programmes} onClose={() => setDialog(null)} />}
      {programmes.length > 0 && (
        <Stack component="section" gap="sm" aria-labelledby="word-lists">
          <div>
            <Title order={2} fz={20} id="word-lists">
              {t('list.wordLists')}
            </Title>
            <Text c="dimmed" maw={680}>
              {t('list.wordListsText')}
            </Text>
          </div>
          <Group gap="xs">
            {programmes.map(({ id, name }) => (
              <Button
                key={id}
                component={Link}
                to={`/programmes/${id}/vocabulaires`}
                variant="default"
                size="sm"
                aria-label={t('list.vocabularies', { name })}
              >
                {name}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
    </Page>
  )
}

function OwnMethods({ list, onNew }: { list: OwnTemplateList; onNew(): void }): ReactNode {
  const { t } = useTranslation('methods')
  const [archived, setArchived] = useState(false)
  if (list.programmes.length === 0) return null
  const shown = list.templates.filter((template) => archived || !template.archived)
  return (
    <Stack component="section" gap="sm" aria-labelledby="own-methods">
      <Title order={2} fz={20} id="own-methods">
        {t('list.mine')}
      </Title>
      {list.templates.length === 0 && (
        <EmptyPlace title={t('list.emptyTitle')} text={t('list.emptyText')}>
          <Button variant="default" onClick={onNew}>
            {t('list.new')}
          </Button>
        </EmptyPlace>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {shown.map((template) => (
          <OwnCard key={template.id} template={template} />
        ))}
      </SimpleGrid>
      {list.templates.some((template) => template.archived) && (
        <Button
          variant="subtle"
          size="sm"
          onClick={() => setArchived(!archived)}
          style={{ alignSelf: 'start' }}
        >
          {archived ? t('list.hideArchived') : t('list.showArchived')}
        </Button>
      )}
    </Stack>
  )
}

function OwnCard({ template }: { template: OwnTemplateSummary }): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const name = template.title[lang] || template.title.fr || t('list.untitled')
  const archive = useCommand({
    run: () => archiveTemplate(template.id, !template.archived),
    refresh: [ownTemplatesQuery.queryKey, ['templates']],
  })
  return (
    <Stack
      className={`${cards.card} ${cards.family}`}
      style={{ borderLeftColor: familyColour(template.family) }}
      gap={4}
    >
      <FamilyName family={template.family} />
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      <Group gap={6}>
        {template.version !== null && (
          <Badge variant="light" tt="none">
            {t('version', { version: shortVersion(template.version) })}
          </Badge>
        )}
        {template.changed && (
          <Badge variant="outline" color="gray" tt="none">
            {t('list.draft')}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {template.programme.name}
      </Text>
      <Group gap={8} mt="auto" pt={8}>
        <Button
          component={Link}
          to={`/methodes/${template.id}`}
          size="sm"
          variant="default"
          leftSection={<Icon name="edit" />}
          aria-label={t('list.editNamed', { name })}
        >
          {t('list.edit')}
        </Button>
        <Button
          size="sm"
          variant="subtle"
          loading={archive.isPending}
          onClick={() => archive.mutate()}
          aria-label={t(template.archived ? 'list.unarchiveNamed' : 'list.archiveNamed', { name })}
        >
          {template.archived ? t('list.unarchive') : t('list.archive')}
        </Button>
      </Group>
    </Stack>
  )
}

function AllMethods({ programmes }: { programmes: OwnTemplateList['programmes'] }): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const methods = useQuery(templatesQuery)
  const [wish, setWish] = useState({ family: '', words: '' })
  const [copying, setCopying] = useState<TemplateSummary | null>(null)
  const [asking, setAsking] = useState<TemplateSummary | null>(null)
  return (
    <Stack component="section" gap="sm" aria-labelledby="all-methods">
      <Title order={2} fz={20} id="all-methods">
        {t('list.all')}
      </Title>
      <Loaded query={methods}>
        {({ templates }) => {
          const found = filterMethods(templates, wish, lang)
          return (
            <>
              <MethodFilter wish={wish} found={found.length} onChange={setWish} />
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                {found.map((template) => (
                  <CopyableMethodCard
                    key={template.id}
                    template={template}
                    onCopy={programmes.length > 0 ? () => setCopying(template) : null}
                    onFeedback={programmes.length > 0 ? () => setAsking(template) : null}
                  />
                ))}
              </SimpleGrid>
            </>
          )
        }}
      </Loaded>
      {copying && <NewMethodDialog programmes={programmes} from={copying} onClose={() => setCopying(null)} />}
      {asking && (
        <FeedbackDialog
          template={{ id: asking.id, name: asking.title[lang] }}
          onClose={() => setAsking(null)}
        />
      )}
    </Stack>
  )
}
