import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { familyColour, isFamily } from './family.ts'

/** Which family. */
export interface FamilyNameProps {
  family: string
}

/** The family of a method in its colour and in words: colour alone says nothing. */
export function FamilyName({ family }: FamilyNameProps): ReactNode {
  const { t } = useTranslation('templates')
  return (
    <Text size="sm" fw={600} c={familyColour(family)}>
      {isFamily(family) ? t(`families.${family}`) : family}
    </Text>
  )
}
