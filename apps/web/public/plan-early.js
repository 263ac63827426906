// Asks for the board and the words of the page while its scripts are still on their way: on a slow line they take
// seconds. A file, because the CSP refuses inline scripts; plain script, because it goes to the browser as it is.
;(() => {
  const boardId = /^\/tableaux\/([^/]+)\//.exec(location.pathname)?.[1]
  if (boardId === undefined) return
  const paths = ['/api/session', `/api/boards/${boardId}`]
  window.tableeEarly = new Map(paths.map((path) => [path, fetch(path, { credentials: 'same-origin' })]))
  // a line that breaks is met again, and told, by the page itself
  for (const answer of window.tableeEarly.values()) answer.catch(() => undefined)
  const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}')
  const tags = [localStorage.getItem('tablee.lang') ?? '', ...navigator.languages]
  const lang = tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in words) ?? 'fr'
  for (const href of words[lang] ?? []) {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'modulepreload', href, crossOrigin: '' }),
    )
  }
})()
