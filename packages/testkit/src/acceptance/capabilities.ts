import { Problem, type PromptMessage } from '@patchbay/contract'
import type { Test } from 'tap'
import type { Harness } from './harness.ts'

/** Answers that are shown, prompts, and what completes their arguments. */
export async function checkCapabilities(t: Test, harness: Harness): Promise<void> {
  checkPresented(t, harness)
  await checkPrompts(t, harness)
  await checkCompletions(t, harness)
}

/** Every example can be shown, twice alike. */
function checkPresented(t: Test, { description, host }: Harness): void {
  for (const { id, presents, examples } of description.operations) {
    if (presents !== true) continue
    for (const { title, input, output } of examples) {
      const shown = host.present(id, structuredClone(output), structuredClone(input))
      t.same(host.present(id, output, input), shown, `${id}, "${title}": it is shown alike each time`)
    }
  }
}

async function checkPrompts(t: Test, { description, host }: Harness): Promise<void> {
  const tools = new Set(description.operations.map(({ id }) => toolName(description.id, id)))
  const mentioned = new RegExp(`\\b${toolName(description.id, '')}[a-z0-9_]+`, 'g')
  for (const { name, arguments: schema } of description.prompts) {
    const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Field>)
    const values = Object.fromEntries(
      fields.map(([field, { anyOf }]) => [field, anyOf?.[0]?.const ?? `any ${field}`]),
    )
    const messages = await messagesOf(host, name, values)
    if (messages === undefined) continue
    t.ok(messages.length > 0, `the prompt ${name} says something`)
    const text = JSON.stringify(messages)
    for (const [tool] of text.matchAll(mentioned))
      t.ok(tools.has(tool), `the prompt ${name}: there is a tool ${tool}`)
    const required = new Set((schema['required'] ?? []) as string[])
    for (const [field] of fields) {
      if (required.has(field))
        t.match(text, String(values[field]), `the prompt ${name} uses its argument ${field}`)
    }
  }
}

interface Field {
  readonly anyOf?: ReadonlyArray<{ readonly const?: string }>
}

/** Undefined of a prompt that asks first. */
async function messagesOf(
  host: Harness['host'],
  prompt: string,
  values: object,
): Promise<readonly PromptMessage[] | undefined> {
  try {
    return await host.prompt({ prompt, values, now: 0 })
  } catch (error) {
    if (Problem.is(error) && error.code === 'input_required') return undefined
    throw error
  }
}

/** As agents and generated clients know an operation. */
const toolName = (connector: string, operation: string): string =>
  `${connector}_${operation}`.replaceAll(/[^a-z0-9]/g, '_')

/** What an operation is said to list is there, and is text. */
async function checkCompletions(t: Test, harness: Harness): Promise<void> {
  const { description } = harness
  const completions = [...description.prompts, ...description.resources].flatMap((one) =>
    Object.values(one.completions),
  )
  for (const completion of completions) {
    if (!('operation' in completion)) continue
    const operation = description.operations.find(({ id }) => id === completion.operation)
    if (operation === undefined) continue
    const { body } = await harness.call(operation, {})
    const items = (body.data as Readonly<Record<string, unknown>> | undefined)?.[completion.list]
    t.ok(Array.isArray(items) && items.length > 0, `${operation.id} lists something to complete with`)
    for (const item of (items ?? []) as Array<Readonly<Record<string, unknown>>>) {
      const value = completion.field === undefined ? item : item[completion.field]
      t.match(typeof value, /^(string|number)$/, `${operation.id} gives a text to complete with`)
    }
  }
}
