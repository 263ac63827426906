import type { ScriptCommand } from '@tablee/board/script'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** How somebody who leads runs the script, and what went wrong with her last command. */
export interface ScriptCommands {
  /** Sends a command; what it changes arrives with the board's own facts. */
  send(command: ScriptCommand): void
  /** The sentence for the last command, when it could not be carried out. */
  problem: string | null
}

/** Runs the script of a board. The way to the server is loaded with the first command: most people never send one. */
export function useScriptCommands(boardId: string): ScriptCommands {
  const { t, i18n } = useTranslation('script')
  const [problem, setProblem] = useState<string | null>(null)
  const send = useCallback(
    async (command: ScriptCommand) => {
      setProblem(null)
      try {
        const { sendScriptCommand } = await import('../api/script.ts')
        await sendScriptCommand(boardId, command)
      } catch (error) {
        const [{ errorText }] = await Promise.all([
          import('../ui/error-text.ts'),
          i18n.loadNamespaces('errors'),
        ])
        setProblem(errorText(error, t))
      }
    },
    [boardId, t, i18n],
  )
  return { send: (command) => void send(command), problem }
}
