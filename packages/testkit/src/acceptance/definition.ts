import { Ajv2019 as Ajv } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import type { Test } from 'tap'
import type { Harness } from './harness.ts'

type Schema = Readonly<Record<string, unknown>>

/** The facts that a connector states must fit together: examples, cost, limits, check, descriptions. */
export async function checkDefinition(t: Test, { description }: Harness): Promise<void> {
  const ajv = new Ajv({ allErrors: true, strict: false, useDefaults: true })
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)

  const check = description.operations.find(({ id }) => id === description.check)
  t.equal(check?.effect, 'read', `the check ${description.check} is a read`)
  t.ok(check !== undefined && ajv.validate(check.input, {}), `the check ${description.check} needs no input`)
  t.ok(Object.keys(description.auth).length > 0, 'there is a kind of authentication')
  for (const limit of Object.values(description.limits))
    t.ok(limit.source, `the limit "${limit.title}" names its source`)

  const kept = new Set(description.operations.flatMap(({ cache }) => cache?.tags ?? []))
  for (const operation of description.operations) {
    const { id, title, input, output, examples, cost, cache, effect, invalidates } = operation
    t.ok(cache === null || effect === 'read', `${id}: only what changes nothing is cached`)
    const [noun] = id.split('.', 1)
    for (const tag of invalidates)
      t.ok(tag === noun || kept.has(tag), `${id}: there are answers about the "${tag}" that it invalidates`)
    t.ok(title.length > 2 && operation.description.length > 20, `${id} is described`)
    t.ok(examples.length > 0, `${id} has an example`)
    for (const example of examples) {
      t.ok(ajv.validate(input, example.input), `${id}, "${example.title}": the input fits`, {
        problems: ajv.errors,
      })
      t.ok(ajv.validate(output, example.output), `${id}, "${example.title}": the output fits`, {
        problems: ajv.errors,
      })
    }
    // Beside an input that fits, so that it is this field which is refused.
    const [{ input: fitting } = { input: {} }] = examples
    const withMore = { ...(fitting as object), 'no such field': 1 }
    t.notOk(ajv.validate(input, withMore), `${id} refuses fields that it does not know`)
    for (const limit of Object.keys(cost))
      t.ok(description.limits[limit], `${id}: its cost names the limit ${limit}`)
    for (const [name, property] of Object.entries((input['properties'] ?? {}) as Record<string, Schema>)) {
      t.ok(property['description'], `${id}: the input field ${name} has a description`)
    }
  }
}
