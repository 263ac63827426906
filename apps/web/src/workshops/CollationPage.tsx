import { Button, Group, Stack, Text } from '@mantine/core'
import type { Collation } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { collationQuery, workshopQuery } from '../api/workshops.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { formatTime } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useLang } from '../ui/use-lang.ts'
import { CollatedZone } from './CollatedZone.tsx'
import { type ItemPlace, keyOf, othersByItem } from './collation-pairs.ts'
import { TakeBar } from './TakeBar.tsx'

/** `/seances/:id/mise-en-commun`: what the groups wrote, zone by zone, side by side. */
export function CollationPage(): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const { workshopId } = useParams({ from: '/shell/seances/$workshopId/mise-en-commun' })
  const workshop = useQuery(workshopQuery(workshopId))
  const collation = useQuery(collationQuery(workshopId))
  return (
    <Page
      title={t('collation.title')}
      lead={t('collation.lead')}
      width="wide"
      trail={[{ label: workshop.data?.title ?? '…', to: `/seances/${workshopId}` }]}
      actions={
        <Group gap="sm">
          {collation.dataUpdatedAt > 0 && (
            <Text size="sm" c="dimmed">
              {t('collation.at', { time: formatTime(collation.dataUpdatedAt, lang) })}
            </Text>
          )}
          <Button
            variant="default"
            loading={collation.isFetching}
            onClick={() => void collation.refetch()} // the query shows its own errors
          >
            {t('collation.refresh')}
          </Button>
        </Group>
      }
    >
      <Loaded query={collation}>
        {(answer) => (
          <Groups workshopId={workshopId} collation={answer} mayLink={workshop.data?.may.run ?? false} />
        )}
      </Loaded>
    </Page>
  )
}

interface GroupsProps {
  workshopId: string
  collation: Collation
  mayLink: boolean
}

function Groups({ workshopId, collation, mayLink }: GroupsProps): ReactNode {
  const { t } = useTranslation('workshops')
  const [chosen, setChosen] = useState<readonly ItemPlace[]>([])
  const others = useMemo(() => othersByItem(collation), [collation])
  const written = collation.zones.filter(({ groups }) => groups.some(({ items }) => items.length > 0))
  if (written.length === 0) return <EmptyPlace title={t('collation.title')} text={t('collation.empty')} />
  const toggle = (place: ItemPlace) =>
    setChosen((before) =>
      before.some((each) => keyOf(each) === keyOf(place))
        ? before.filter((each) => keyOf(each) !== keyOf(place))
        : [...before, place],
    )
  return (
    <Stack gap="xl" pb={80}>
      {written.map((zone) => (
        <CollatedZone
          key={zone.id}
          workshopId={workshopId}
          zone={zone}
          groups={collation.groups}
          others={others}
          chosen={chosen}
          onToggle={toggle}
          mayLink={mayLink}
        />
      ))}
      <TakeBar
        workshopId={workshopId}
        collation={collation}
        chosen={chosen}
        mayLink={mayLink}
        onDone={() => setChosen([])}
      />
    </Stack>
  )
}
