import type { ScriptCommand } from '@tablee/board/script'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** How somebody who leads runs the script, and what went wrong with her last command. */
export interface ScriptCommands {
  /** Sends a command; what it changes arrives with the board's own facts. */
  send(command: ScriptCommand): void
  /** Lifts the curtains: what was written in private comes on the board. */
  reveal(): void
  /** The sentence for the last command, when it could not be carried out. */
  problem: string | null
  /** A command is on its way. */
  isBusy: boolean
}

/** Runs the script of a board; `keepAs` names the snapshot of a step that ends, where one is wanted. The way to the server is loaded with the first command: most people never send one. */
export function useScriptCommands(boardId: string, keepAs: () => string | undefined): ScriptCommands {
  const { t, i18n } = useTranslation('script')
  const [problem, setProblem] = useState<string | null>(null)
  const [running, setRunning] = useState(0)
  const run = useCallback(
    async (request: (api: typeof import('../api/script.ts')) => Promise<unknown>) => {
      setProblem(null)
      setRunning((count) => count + 1)
      try {
        await request(await import('../api/script.ts'))
      } catch (error) {
        const [{ errorText }] = await Promise.all([
          import('../ui/error-text.ts'),
          i18n.loadNamespaces('errors'),
        ])
        setProblem(errorText(error, t))
      } finally {
        setRunning((count) => count - 1)
      }
    },
    [t, i18n],
  )
  return {
    send: (command) => void run((api) => api.sendScriptCommand(boardId, command, keepAs())),
    reveal: () => void run((api) => api.revealPrivateNotes(boardId)),
    problem,
    isBusy: running > 0,
  }
}
