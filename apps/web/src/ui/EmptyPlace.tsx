import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** An empty place: what belongs here and how the first one comes. */
export interface EmptyPlaceProps {
  title: string
  text: string
  children?: ReactNode
}

/** Teaches the next step where there is nothing yet. */
export function EmptyPlace({ title, text, children }: EmptyPlaceProps): ReactNode {
  return (
    <Paper p={{ base: 'lg', sm: 'xl' }} style={{ borderStyle: 'dashed' }}>
      <Stack gap="sm" align="flex-start" maw={640}>
        <Title order={2} fz={20}>
          {title}
        </Title>
        <Text c="dimmed">{text}</Text>
        {children && <Group mt="xs">{children}</Group>}
      </Stack>
    </Paper>
  )
}
