import { Anchor, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import type { TemplateCheck, TemplateDraft, TemplateFault } from '@tablee/templates'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'
import { lostPart, partsIn } from './part-list.ts'
import { usePlaceName } from './use-place-name.ts'

/** Warnings shown before one asks for all: a method that lacks a language lacks dozens of texts. */
const WARNINGS_SHOWN = 5

/** Id of the list's title, so that who cannot publish is led to why. */
export const FAULTS_ID = 'faults-title'

/** What was found in the draft. */
export interface FaultListProps {
  draft: TemplateDraft
  check: TemplateCheck
  onGoTo(fault: TemplateFault): void
  /** The version before, whose zones and parts can be put back; undefined when there is none. */
  former: TemplateDraft | undefined
  onRestore(fault: TemplateFault): void
}

/** What keeps the method from being published, then what is only missing; each line leads to its place. */
export function FaultList({ draft, check, ...rest }: FaultListProps): ReactNode {
  const { t } = useTranslation('methods')
  const [all, setAll] = useState(false)
  const errors = check.faults.filter(({ severity }) => severity === 'error')
  const warnings = check.faults.filter(({ severity }) => severity === 'warning')
  const lacking = (['nl', 'en'] as const).filter((lang) => check.missing[lang].length > 0)
  const shown = all ? warnings : warnings.slice(0, WARNINGS_SHOWN)
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby={FAULTS_ID}>
      <Stack gap="sm">
        <Group justify="space-between" align="baseline">
          <Title order={2} fz={18} id={FAULTS_ID} tabIndex={-1}>
            {errors.length === 0 ? t('faults.none') : t('faults.title', { count: errors.length })}
          </Title>
          <Text size="sm" c="dimmed">
            {lacking.length === 0
              ? t('faults.translated')
              : t('faults.languages', {
                  list: lacking
                    .map((lang) =>
                      t('faults.language', { count: check.missing[lang].length, lang: t(`langs.${lang}`) }),
                    )
                    .join(', '),
                })}
          </Text>
        </Group>
        {errors.length > 0 && <Faults draft={draft} faults={errors} {...rest} />}
        {warnings.length > 0 && (
          <>
            <Text size="sm" fw={600}>
              {t('faults.translations')}
            </Text>
            <Faults draft={draft} faults={shown} {...rest} />
            {warnings.length > WARNINGS_SHOWN && (
              <Button variant="subtle" size="sm" onClick={() => setAll(!all)} style={{ alignSelf: 'start' }}>
                {all ? t('faults.less') : t('faults.all', { count: warnings.length })}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Paper>
  )
}

interface FaultsProps extends Omit<FaultListProps, 'check'> {
  faults: readonly TemplateFault[]
}

function Faults({ draft, faults, onGoTo, former, onRestore }: FaultsProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const nameOf = usePlaceName(draft, former?.zones ?? [])
  const formerPart = (fault: TemplateFault) => {
    const lost = lostPart(fault)
    const part = former && lost && partsIn(former, lost.list).find(({ id }) => id === lost.id)
    return part && { name: part.label[lang] || part.label.fr || part.id }
  }
  return (
    <List spacing={4} size="sm">
      {faults.map((fault) => {
        const { lang: missing, other, boards, type } = fault.values
        const part = formerPart(fault)
        const values = {
          ...fault.values,
          ...(typeof boards === 'number' && { count: boards }),
          ...(part && { id: part.name }),
          ...(typeof type === 'string' && { type: t(`columnTypes.${type}`) }),
          ...(typeof missing === 'string' && { lang: t(`langs.${missing}`) }),
          ...(typeof other === 'string' && {
            other: nameOf({ field: 'zones', zone: Number(fault.values['otherAt']) }),
          }),
        }
        const zoneGone =
          fault.code === 'zone_deleted_in_use' && former?.zones.some(({ id }) => id === fault.place.zoneId)
        return (
          <List.Item key={JSON.stringify([fault.code, fault.place, fault.values])}>
            {/* its first line stands beside the dot of the list, however long the name is */}
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="left"
              style={{ verticalAlign: 'top' }}
              onClick={() => onGoTo(fault)}
            >
              {nameOf(fault.place)}
              <span style={{ display: 'inline-block' }}>{lang === 'fr' ? '\u00a0:' : ':'}</span>
            </Anchor>{' '}
            {t(`faultCodes.${fault.code}`, values)}
            {(zoneGone || part) && (
              <Button variant="default" size="xs" ml="xs" onClick={() => onRestore(fault)}>
                {part ? t('faults.restorePart', part) : t('faults.restore')}
              </Button>
            )}
          </List.Item>
        )
      })}
    </List>
  )
}
