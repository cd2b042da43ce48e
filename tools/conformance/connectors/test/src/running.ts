import { defineOperation, Problem, Type } from '@patchbay/contract'
import { Done, noInput, plain } from './shown.ts'
import { vendor } from './vendor.ts'
import { wait } from './waiting.ts'

const pause = 50

export const withLogging = defineOperation(vendor, {
  ...plain,
  title: 'With logging',
  description: 'Writes three lines while it runs.',
  async run({ http, log }) {
    log.info({}, 'Tool execution started')
    await wait(http, pause)
    log.info({}, 'Tool processing data')
    await wait(http, pause)
    log.info({}, 'Tool execution completed')
    return { done: true }
  },
})

export const withProgress = defineOperation(vendor, {
  ...plain,
  title: 'With progress',
  description: 'Says three times how far it is.',
  async run({ http, progress }) {
    progress({ done: 0, total: 100 })
    await wait(http, pause)
    progress({ done: 50, total: 100 })
    await wait(http, pause)
    progress({ done: 100, total: 100 })
    return { done: true }
  },
})

export const errorHandling = defineOperation(vendor, {
  ...plain,
  title: 'Error handling',
  description: 'Always fails.',
  async run() {
    throw new Problem('vendor_rejected', { detail: 'This tool intentionally returns an error for testing' })
  },
})

export const reconnection = defineOperation(vendor, {
  ...plain,
  title: 'Reconnection',
  description: 'Takes so long that a stream may break meanwhile.',
  async run({ http }) {
    await wait(http, 2 * pause)
    return { done: true }
  },
})

export const templateData = defineOperation(vendor, {
  title: 'Template data',
  description: 'Reads the data of an id.',
  effect: 'read',
  input: Type.Object({ id: Type.String() }),
  output: Type.Object({ id: Type.String(), templateTest: Type.Boolean(), data: Type.String() }),
  examples: [
    {
      title: 'Of 123',
      input: { id: '123' },
      output: { id: '123', templateTest: true, data: 'Data for ID: 123' },
    },
  ],
  run: async ({ input: { id } }) => ({ id, templateTest: true, data: `Data for ID: ${id}` }),
})

/** What changes a list is the harness, which sees the call; to the runtime it is a call like any other. */
export const trigger = defineOperation(vendor, {
  title: 'Trigger',
  description: 'Is called where a list is to change.',
  effect: 'read',
  input: noInput,
  output: Done,
  examples: plain.examples,
  run: async () => ({ done: true }),
})
