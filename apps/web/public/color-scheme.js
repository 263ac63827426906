// Before the first paint, so that a dark system never sees a white flash. A file, because the CSP refuses inline scripts.
document.documentElement.setAttribute(
  'data-mantine-color-scheme',
  window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
)
