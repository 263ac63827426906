import { Anchor, Flex, Text } from '@mantine/core'
import type { RehearsalReport, StepFinding } from '@tablee/board/rehearsal'
import { stepText } from '@tablee/board/script'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import styles from './rehearsal.module.css'
import { stepFragment } from './step-fragment.ts'

/** A step of a report. */
export interface RehearsedStepProps {
  boardId: string
  step: RehearsalReport['steps'][number]
  number: number
  /** The longest time of all steps, in minutes: all bars have one scale. */
  longest: number
}

/** One step: its minutes and what people needed, and what to change. */
export function RehearsedStep({ boardId, step, number, longest }: RehearsedStepProps): ReactNode {
  const { t } = useTranslation('rehearsal')
  const lang = useLang()
  const { plannedMinutes: planned, findings } = step
  const needed = Math.round(step.neededMinutes)
  const isOver = findings.some(({ kind }) => kind === 'time_over')
  const title = stepText(step.title, lang)
  const [missing] = findings.flatMap((finding) => ('langs' in finding ? finding.langs : []))
  return (
    <li className={styles['row']}>
      <Flex direction={{ base: 'column', xs: 'row' }} justify="space-between" columnGap="xs" align="baseline">
        <Text fw={600}>
          {number}. {title}
        </Text>
        <Text size="sm" c={isOver ? undefined : 'dimmed'} fw={isOver ? 600 : 400}>
          {t('minutes', { planned, needed })}
        </Text>
      </Flex>
      <div className={styles['bars']} aria-hidden>
        <span className={styles['planned']} style={{ width: share(planned, longest) }} />
        <span
          className={styles['needed']}
          data-over={isOver || undefined}
          style={{ width: share(step.neededMinutes, longest) }}
        />
      </div>
      {findings.length > 0 && (
        <>
          <ul className={styles['findings']}>
            {findings.map((finding) => (
              <li key={finding.kind}>{t(`step.${finding.kind}`, blanksOf(finding, t))}</li>
            ))}
          </ul>
          <Anchor
            component={Link}
            to={`/tableaux/${boardId}`}
            hash={stepFragment(step.id, missing)}
            size="sm"
            aria-label={t('changeStepNamed', { title })}
          >
            {t('changeStep')}
          </Anchor>
        </>
      )}
    </li>
  )
}

function share(minutes: number, longest: number): string {
  return `${Math.max(1, (100 * minutes) / longest)}%`
}

/** What the sentence of a finding is filled with. */
function blanksOf(finding: StepFinding, t: (key: string) => string): Record<string, string | number> {
  if ('langs' in finding) return { langs: finding.langs.map((lang) => t(`lang.${lang}`)).join(', ') }
  const { kind: _, ...numbers } = finding
  return { ...numbers, count: Object.values(numbers)[0] ?? 0 }
}
