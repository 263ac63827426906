import { Anchor, Breadcrumbs, Container, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'

/** A page's frame: where one is, its name, its main action. */
export interface PageProps {
  title: string
  /** One sentence under the title. */
  lead?: string
  trail?: readonly { label: string; to: string }[]
  actions?: ReactNode
  /** `narrow` for a form, `wide` for two columns. */
  width?: 'narrow' | 'normal' | 'wide'
  children: ReactNode
}

const WIDTH_PX = { narrow: 560, normal: 1080, wide: 1320 } as const

/** The frame of every page outside the canvas. */
export function Page({ title, lead, trail, actions, width = 'normal', children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Tablée`
  }, [title])
  return (
    <Container size={WIDTH_PX[width]} px="md" pt={{ base: 24, sm: 40 }} pb={80}>
      <Stack gap="lg">
        <Stack gap="xs">
          {trail && trail.length > 0 && (
            <Breadcrumbs separatorMargin={8}>
              {trail.map(({ label, to }) => (
                <Anchor key={to} component={Link} to={to} size="sm">
                  {label}
                </Anchor>
              ))}
            </Breadcrumbs>
          )}
          <Group justify="space-between" align="flex-end" gap="md">
            <Title order={1} fz={{ base: 26, sm: 32 }} lh={1.2}>
              {title}
            </Title>
            {actions && <Group gap="xs">{actions}</Group>}
          </Group>
          {lead && (
            <Text c="dimmed" maw={680}>
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Container>
  )
}
