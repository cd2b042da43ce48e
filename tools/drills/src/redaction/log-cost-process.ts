import { batchLines, createLog, createRedactor, withoutMask } from '@patchbay/runtime'
import { pino, type Logger } from 'pino'
import { someSecrets, type LogCost } from './log-cost.ts'

const rounds = 40
const linesOfRound = 4_000

const secrets = someSecrets()
const redactor = createRedactor()
for (const secret of secrets) redactor.protect(secret)

const bare = (transform: (line: string) => string): Logger => {
  const output = batchLines(pino.destination({ dest: 1, sync: true }), { size: 8_192, delay: 100 })
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => output.write(transform(line)) },
  )
}

const expression = new RegExp(
  secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    .join('|'),
  'g',
)

const logs: Readonly<Record<keyof LogCost, () => Logger>> = {
  bare: () => bare((line) => line),
  redacted: () => withoutMask(createLog('info', redactor)),
  byExpression: () => bare((line) => line.replaceAll(expression, '[redacted]')),
}

/** The line of a call, written as the call engine does it, which is nearly every line of a log. Nanoseconds of processor time for each. */
function writeLines(log: Logger): number {
  const begun = process.cpuUsage()
  for (let count = 0; count < linesOfRound; count += 1) {
    log.info(
      {
        requestId: '4bf92f3577b34da6a3ce929d0e0e4736',
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        connector: 'shopify',
        operation: 'products.search',
        connection: 'my-shop',
        outcome: 'ok',
        attempts: 1,
        duration: count / 10,
      },
      'call',
    )
  }
  const { user, system } = process.cpuUsage(begun)
  return ((user + system) / linesOfRound) * 1_000
}

const log = logs[process.argv[2] as keyof LogCost]()
let best = Infinity
for (let round = 0; round < rounds; round += 1) best = Math.min(best, writeLines(log))
process.send?.(best)
