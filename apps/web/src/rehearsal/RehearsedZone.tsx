import { Anchor, Flex, Text } from '@mantine/core'
import type { RehearsalReport } from '@tablee/board/rehearsal'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boardPath } from '../outline/page-address.ts'
import { useLang } from '../ui/use-lang.ts'
import styles from './rehearsal.module.css'

/** A zone of a report. */
export interface RehearsedZoneProps {
  boardId: string
  zone: RehearsalReport['zones'][number]
}

/** One zone: its notes and its room, and what to change. */
export function RehearsedZone({ boardId, zone }: RehearsedZoneProps): ReactNode {
  const { t } = useTranslation('rehearsal')
  const lang = useLang()
  const { findings, notes, capacity } = zone
  const label = zone.label[lang]
  return (
    <li className={styles['row']}>
      <Flex direction={{ base: 'column', xs: 'row' }} justify="space-between" columnGap="xs" align="baseline">
        <Text fw={600}>{label}</Text>
        <Text size="sm" c={findings.length > 0 ? undefined : 'dimmed'}>
          {t('room', { count: notes, capacity })}
        </Text>
      </Flex>
      {findings.length > 0 && (
        <>
          <ul className={styles['findings']}>
            {findings.map((finding) => (
              <li key={finding.kind}>
                {finding.kind === 'zone_max'
                  ? t('zone.zone_max', { count: finding.refused, max: finding.max })
                  : t(`zone.${finding.kind}`, { count: finding.notes })}
              </li>
            ))}
          </ul>
          <Anchor
            href={`${boardPath(boardId, 'plan')}#z-${zone.id}`}
            size="sm"
            aria-label={t('seeZoneNamed', { label })}
          >
            {t('seeZone')}
          </Anchor>
        </>
      )}
    </li>
  )
}
