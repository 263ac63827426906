/** Whether the server said that storing works, or that it does not. */
export function hasBeenTold(notices: readonly string[], { ok }: { ok: boolean }): boolean {
  return notices.some((text) => {
    const notice: { kind?: string; ok?: boolean } = JSON.parse(text)
    return notice.kind === 'storage' && notice.ok === ok
  })
}
