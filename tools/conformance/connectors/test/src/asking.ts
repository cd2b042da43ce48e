import { defineOperation, question, Type, type CallContext } from '@patchbay/contract'
import { completion, confirmForm, defaultsForm, enumsForm, form, nameForm } from './questions.ts'
import { noInput } from './shown.ts'
import { vendor } from './vendor.ts'

const Said = Type.Object({ said: Type.String() })
type Context = Pick<CallContext<unknown, unknown>, 'ask' | 'canAsk'>

/** An operation that asks, and then says something. */
const asking = (title: string, run: (context: Context) => Promise<string>) =>
  defineOperation(vendor, {
    title,
    description: `${title}: asks its caller.`,
    effect: 'read',
    asks: true,
    input: noInput,
    output: Said,
    examples: [{ title: 'Answered', input: {}, output: { said: 'Hello, Alice!' } }],
    run: async (context) => ({ said: await run(context) }),
    present: ({ said }) => [{ type: 'text', text: said }],
  })

export const elicitation = asking('Elicitation', async ({ ask }) => {
  const { user_name: answer } = await ask({ user_name: nameForm })
  return answer.action === 'accept' ? `Hello, ${answer.content.name}!` : `Nobody (${answer.action}).`
})

export const sampling = asking('Sampling', async ({ ask }) => {
  const { capital_question: answer } = await ask({
    capital_question: completion('What is the capital of France?', 100),
  })
  return JSON.stringify(answer.content)
})

export const listRoots = asking('List roots', async ({ ask }) => {
  const { client_roots: answer } = await ask({ client_roots: question.roots() })
  return answer.roots.map(({ uri }) => uri).join(', ')
})

export const requestState = asking('Request state', async ({ ask }) => {
  const { confirm } = await ask({ confirm: confirmForm })
  return `state-ok: ${confirm.action}`
})

export const multipleInputs = asking('Multiple inputs', async ({ ask }) => {
  const {
    user_name: name,
    greeting,
    client_roots: folders,
  } = await ask({
    user_name: nameForm,
    greeting: completion('Generate a greeting', 50),
    client_roots: question.roots(),
  })
  return JSON.stringify([name, greeting.content, folders.roots])
})

export const multiRound = asking('Multi round', async ({ ask }) => {
  const { step1 } = await ask({
    step1: form('Step 1: What is your name?', Type.Object({ name: Type.String() })),
  })
  const { step2 } = await ask({
    step2: form('Step 2: What is your favorite color?', Type.Object({ color: Type.String() })),
  })
  return JSON.stringify([step1, step2])
})

export const capabilities = asking('Capabilities', async ({ ask, canAsk }) => {
  if (canAsk('completion'))
    return JSON.stringify(await ask({ capital: completion('What is the capital of France?', 100) }))
  return JSON.stringify(await ask({ user_name: nameForm }))
})

export const missingCapability = asking('Missing capability', async ({ ask }) =>
  JSON.stringify(await ask({ completed: completion('Anything', 10) })),
)

export const elicitationDefaults = asking('Elicitation defaults', async ({ ask }) =>
  outcome(await ask({ details: defaultsForm })),
)

export const elicitationEnums = asking('Elicitation enums', async ({ ask }) =>
  outcome(await ask({ choices: enumsForm })),
)

const outcome = (answers: Readonly<Record<string, { readonly action: string }>>): string =>
  Object.values(answers)
    .map((answer) => `Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer)}`)
    .join()

/** The two that say in their input what to ask. */
export const samplingOf = defineOperation(vendor, {
  title: 'Sampling of a prompt',
  description: 'Has the caller complete a prompt.',
  effect: 'read',
  asks: true,
  input: Type.Object({ prompt: Type.String() }),
  output: Said,
  examples: [{ title: 'Answered', input: { prompt: 'Hi' }, output: { said: 'LLM response: Hello' } }],
  async run({ input, ask }) {
    const { completed } = await ask({ completed: completion(input.prompt, 100) })
    const { content } = completed
    return { said: `LLM response: ${content.type === 'text' ? content.text : content.mimeType}` }
  },
  present: ({ said }) => [{ type: 'text', text: said }],
})

export const elicitationOf = defineOperation(vendor, {
  title: 'Elicitation with a message',
  description: 'Asks for a name and an address.',
  effect: 'read',
  asks: true,
  input: Type.Object({ message: Type.String() }),
  output: Said,
  examples: [{ title: 'Answered', input: { message: 'Who?' }, output: { said: 'User response: accept' } }],
  async run({ input, ask }) {
    const { person } = await ask({
      person: form(
        input.message,
        Type.Object({
          username: Type.String({ description: "User's response" }),
          email: Type.String({ description: "User's email address" }),
        }),
      ),
    })
    return { said: `User response: ${JSON.stringify(person)}` }
  },
  present: ({ said }) => [{ type: 'text', text: said }],
})
