import type { Answer, Question } from './messages.ts'

/** Tells the benchmark that this process serves at the origin, and answers its questions until it is stopped. */
export function reportToParent(origin: string): void {
  const tell = (answer: Answer): void => {
    process.send?.(answer)
  }
  process.on('message', (question: Question) => {
    if (question === 'stop') process.exit()
    if (question === 'memory') tell({ kind: 'memory', bytes: process.memoryUsage.rss() })
    if (question !== 'usage') return
    const { user, system } = process.cpuUsage()
    tell({ kind: 'usage', microseconds: user + system })
  })
  process.on('disconnect', () => process.exit())
  tell({ kind: 'ready', origin })
}
