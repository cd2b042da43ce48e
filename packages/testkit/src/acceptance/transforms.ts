import { existsSync, readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { OperationDescription, TransformRunner } from '@patchbay/runtime'
import type { Test } from 'tap'
import { serve, type Harness } from './harness.ts'

/**
 * Where a transform runs is the runtime's to decide, so it must not matter. Each example is answered by a runtime
 * that runs all transforms inline, and watches them. Where it had any to run, one that runs them all in threads must
 * answer the same.
 */
export async function checkTransforms(t: Test, harness: Harness, folder: URL): Promise<void> {
  const modules: string[] = []
  const inline = await serve(folder, harness, { transforms: watching(t, modules) })
  t.teardown(() => inline.close())
  const answered: Array<{ operation: OperationDescription; title: string; input: unknown; answer: object }> =
    []
  for (const operation of harness.description.operations) {
    for (const { title, input } of operation.examples) {
      const { length } = modules
      const answer = await answerOf(inline, operation, input)
      if (modules.length > length) answered.push({ operation, title, input, answer })
    }
  }
  for (const module of modulesOf(folder)) {
    t.ok(modules.includes(module), `an example reaches the transform ${module.split('/').at(-1)}`)
  }
  if (answered.length === 0) return

  const threads = await serve(folder, harness, {
    settings: { transformInlinePlain: 0, transformInlineBytes: 0 },
  })
  t.teardown(() => threads.close())
  for (const { operation, title, input, answer } of answered) {
    const other = await patientAnswerOf(threads, operation, input)
    t.same(other, answer, `${operation.id}, "${title}" is the same with transforms in threads`)
  }
}

/** Runs transforms inline and holds them to their promise: a function of plain data that leaves its input alone. */
function watching(t: Test, modules: string[]): TransformRunner {
  return {
    async run(transform, input) {
      const name = transform.module.split('/').at(-1)
      modules.push(transform.module)
      const [before, again] = [structuredClone(input), structuredClone(input)]
      const output = transform.run(input)
      t.ok(isDeepStrictEqual(input, before), `${name} leaves its input as it was`)
      t.ok(isPlain(output), `${name} gives plain data`)
      t.ok(isDeepStrictEqual(transform.run(again), output), `${name} gives the same for the same input`)
      return output
    },
    close: async () => {},
  }
}

function isPlain(value: unknown): boolean {
  try {
    return isDeepStrictEqual(structuredClone(value), value)
  } catch {
    return false // there is something in it that cannot be cloned, such as a function
  }
}

async function answerOf(
  harness: Harness,
  operation: OperationDescription,
  input: unknown,
): Promise<{ readonly status: number; readonly meta: object }> {
  harness.emulator.reset()
  const { status, body } = await harness.call(operation, input)
  return { ...body, status, meta: { ...body.meta, requestId: undefined } }
}

// On a busy machine the first thread may not be there before the call has to end.
async function patientAnswerOf(...parameters: Parameters<typeof answerOf>): ReturnType<typeof answerOf> {
  for (let tries = 1; tries < 5; tries += 1) {
    const answer = await answerOf(...parameters)
    if (answer.status < 500) return answer
  }
  return answerOf(...parameters)
}

/** URLs of the files in a connector's folder for transforms. */
function modulesOf(folder: URL): string[] {
  const base = `${folder.href.replace(/\/$/, '')}/src/transforms/`
  if (!existsSync(new URL(base))) return []
  return readdirSync(new URL(base)).map((file) => base + file)
}
