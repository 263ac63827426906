import { beforeEach } from 'vitest'

/**
 * Of a story whose part failed the parts that follow are left out: each would wait for what never came, and say no more
 * than that. A test that is told of many things (`test.each`) is no part of one.
 */
beforeEach(({ task, skip }) => {
  const parts = task.each ? [] : (task.suite?.tasks ?? [])
  const broken = parts.find((part) => part !== task && !part.each && part.result?.state === 'fail')
  skip(broken !== undefined, `the story ended with « ${broken?.name} »`)
})
