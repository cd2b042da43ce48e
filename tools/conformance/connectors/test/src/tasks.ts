import { defineOperation, Problem, Type } from '@patchbay/contract'
import { form, nameForm } from './questions.ts'
import { plain } from './shown.ts'
import { vendor } from './vendor.ts'
import { wait } from './waiting.ts'

const Named = Type.Object({ name: Type.String() })
const pause = 50

/** Takes no time, and so no task. */
export const greet = defineOperation(vendor, {
  title: 'Greet',
  description: 'Greets a person by name.',
  effect: 'read',
  input: Named,
  output: Named,
  examples: [{ title: 'Somebody', input: { name: 'World' }, output: { name: 'World' } }],
  run: async ({ input: { name } }) => ({ name }),
  present: ({ name }) => [{ type: 'text', text: `Hello, ${name}!` }],
})

export const slowCompute = defineOperation(vendor, {
  ...plain,
  title: 'Slow compute',
  description: 'Takes as long as it is told to.',
  task: 'offered',
  timeout: '90s',
  input: Type.Object({ seconds: Type.Number({ minimum: 0 }), label: Type.Optional(Type.String()) }),
  examples: [{ title: 'No time', input: { seconds: 0 }, output: { done: true } }],
  async run({ input: { seconds }, http }) {
    if (seconds > 0) await wait(http, seconds * 1_000)
    return { done: true }
  },
})

export const fail = defineOperation(vendor, {
  ...plain,
  title: 'Failing job',
  description: 'Is refused after a while. It runs as a task, or not at all.',
  task: 'required',
  async run({ http }) {
    await wait(http, pause)
    throw new Problem('vendor_rejected', { detail: 'The job is refused.' })
  },
})

export const breakDown = defineOperation(vendor, {
  ...plain,
  title: 'Broken job',
  description: 'Has a fault of its own.',
  task: 'offered',
  async run() {
    throw new TypeError('the job is broken')
  },
})

export const confirmDelete = defineOperation(vendor, {
  ...plain,
  title: 'Confirm delete',
  description: 'Asks, in the course of a task, whether a file is to go.',
  task: 'offered',
  asks: true,
  input: Type.Object({ filename: Type.String() }),
  examples: [{ title: 'A file', input: { filename: 'a.txt' }, output: { done: true } }],
  async run({ input: { filename }, ask }) {
    const { confirm } = await ask({
      confirm: form(`Delete ${filename}?`, Type.Object({ confirm: Type.Boolean() })),
    })
    return { done: confirm.action === 'accept' && confirm.content.confirm }
  },
})

export const askTwice = defineOperation(vendor, {
  ...plain,
  title: 'Ask twice',
  description: 'Asks two questions at once, in the course of a task.',
  task: 'offered',
  asks: true,
  async run({ ask }) {
    await ask({ first: nameForm, second: nameForm })
    return { done: true }
  },
})

/** What it asks comes before the task: it needs one, and whoever calls it can answer at once. */
export const withTask = defineOperation(vendor, {
  title: 'With task',
  description: 'Asks for a name, then takes its time as a task.',
  effect: 'read',
  task: 'required',
  asks: true,
  input: Type.Object({}),
  output: Named,
  examples: [{ title: 'Somebody', input: {}, output: { name: 'Alice' } }],
  async run({ ask, http }) {
    const { user_name: answer } = await ask({ user_name: nameForm })
    await wait(http, pause)
    return { name: answer.action === 'accept' ? answer.content.name : 'nobody' }
  },
})
