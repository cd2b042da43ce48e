import { Type } from '@patchbay/contract'
import shopify from '@patchbay/connector-shopify'
import { startEmulator } from '@patchbay/emulator'
import t from 'tap'
import emulator from '../src/emulator/index.ts'
import { ask, defineDocument, type Asker } from '../src/graphql.ts'
import { askPage, pageOf } from '../src/paging.ts'
import { call, type Called } from './call.ts'

const connector: Called = shopify

// The runtime compiles a response schema once per object: a schema that is made per call is compiled per call.
t.test('every operation holds its answers to the same schema objects at every call', async (t) => {
  const host = await startEmulator(emulator)
  t.teardown(() => host.close())
  for (const [name, operation] of Object.entries(connector.operations)) {
    for (const { title, input } of operation.examples) {
      const schemas = async () =>
        (await call(connector, host.url, name, input as Record<string, unknown>)).responses
      const first = await schemas()
      const second = await schemas()
      t.not(first.length, 0, `${name}: "${title}" asks Shopify`)
      t.equal(second.length, first.length, `${name}: "${title}" asks as often again`)
      t.ok(
        second.every((schema, index) => schema === first[index]),
        `${name}: "${title}" makes no schema`,
      )
    }
  }
})

// tsc fails on an expect-error that finds no error, so these lines are the assertions.
t.test('what a document answers has the type of its data', async (t) => {
  const count = defineDocument({
    text: '{ a { n } }',
    data: Type.Object({ a: Type.Object({ n: Type.Integer() }) }),
  })
  const page = defineDocument({ text: '{ b }', data: Type.Object({ b: pageOf(Type.String()) }) })
  const asked = async (context: Asker & { input: { limit?: number } }) => {
    const { a } = await ask(context, count)
    const n: number = a.n
    // @ts-expect-error another type than the data says
    const text: string = a.n
    // @ts-expect-error a field that the data does not name
    const missing: unknown = a.m
    const names: readonly string[] = await askPage(context, page, 'b', {})
    // @ts-expect-error a connection that the data does not name
    await askPage(context, page, 'c', {})
    // @ts-expect-error data without a page
    await askPage(context, count, 'a', {})
    return { n, text, missing, names }
  }
  t.type(asked, 'function')
})
