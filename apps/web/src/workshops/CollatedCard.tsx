import { Badge, Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core'
import type { CollatedItem } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { collationQuery, linkItems } from '../api/workshops.ts'
import { useCommand } from '../ui/use-command.ts'
import classes from './collation.module.css'
import type { OtherItem } from './collation-pairs.ts'

/** One item, what other groups say about the same, and whether it is chosen. */
export interface CollatedCardProps {
  workshopId: string
  item: CollatedItem
  others: readonly OtherItem[]
  isChosen: boolean
  onToggle(): void
  mayLink: boolean
}

/** What somebody wrote, untouched, with what resembles it and where the groups disagree. */
export function CollatedCard(props: CollatedCardProps): ReactNode {
  const { workshopId, item, others, isChosen, onToggle, mayLink } = props
  const { t } = useTranslation('workshops')
  return (
    <Paper px="md" py="sm" withBorder className={isChosen ? classes.chosen : undefined}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Checkbox
          size="md"
          aria-label={t('collation.choose', { text: item.text })}
          checked={isChosen}
          onChange={onToggle}
        />
        <Stack gap={6} style={{ minWidth: 0 }}>
          <Text style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{item.text}</Text>
          {item.values.map(({ label, value }) => (
            <Text key={label} size="sm" c="dimmed">
              {label} · {value}
            </Text>
          ))}
          {(item.votes !== null || item.taken) && (
            <Group gap="xs">
              {item.votes !== null && (
                <Badge variant="light" tt="none">
                  {t('collation.votes', { count: item.votes })}
                </Badge>
              )}
              {item.taken && (
                <Badge variant="light" color="gray" tt="none">
                  {t('collation.taken')}
                </Badge>
              )}
            </Group>
          )}
          {others.map((other) => (
            <Other
              key={`${other.pair.a.itemId} ${other.pair.b.itemId}`}
              workshopId={workshopId}
              other={other}
              mayLink={mayLink}
            />
          ))}
        </Stack>
      </Group>
    </Paper>
  )
}

function Other({
  workshopId,
  other,
  mayLink,
}: {
  workshopId: string
  other: OtherItem
  mayLink: boolean
}): ReactNode {
  const { t } = useTranslation('workshops')
  const { pair, group, text, differences } = other
  const say = useCommand({
    run: (link: 'linked' | 'apart' | null) => linkItems(workshopId, { a: pair.a, b: pair.b, link }),
    refresh: [collationQuery(workshopId).queryKey],
  })
  const isLinked = pair.state === 'linked'
  return (
    <div className={isLinked ? classes.linked : classes.near}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t(isLinked ? 'collation.linked' : 'collation.near', { group, text })}
      </Text>
      {differences.length > 0 && (
        <div className={classes.differences}>
          <Text size="sm" fw={600}>
            {t('collation.disagree')}
          </Text>
          {differences.map(({ label, own, other: theirs }) => (
            <Text key={label} size="sm">
              {t('collation.difference', {
                label: label === '' ? t('collation.dots') : label,
                own,
                other: theirs,
                group,
              })}
            </Text>
          ))}
        </div>
      )}
      {mayLink && (
        <Group gap="xs" mt={6}>
          {isLinked ? (
            <Button size="xs" variant="default" loading={say.isPending} onClick={() => say.mutate(null)}>
              {t('collation.unlink')}
            </Button>
          ) : (
            <>
              <Button
                size="xs"
                variant="default"
                loading={say.isPending}
                onClick={() => say.mutate('linked')}
              >
                {t('collation.link')}
              </Button>
              <Button size="xs" variant="subtle" disabled={say.isPending} onClick={() => say.mutate('apart')}>
                {t('collation.apart')}
              </Button>
            </>
          )}
        </Group>
      )}
    </div>
  )
}
