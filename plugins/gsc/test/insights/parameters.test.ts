import { readdirSync } from 'node:fs'
import type { TSchema } from '@patchbay/contract'
import t from 'tap'
import { Choice, Decimal, settle, Whole } from '../../src/insights/parameters.ts'
import { misfits } from './support.ts'

t.test('what is not given has its default', async (t) => {
  const fields = {
    count: Whole(3, 'How many.'),
    share: Decimal(0.5, 'How much.', { maximum: 1 }),
    order: Choice(['up', 'down'], 'up', 'Which way.'),
  }
  t.strictSame(settle(fields, {}), { count: 3, share: 0.5, order: 'up' })
  t.strictSame(settle(fields, { count: undefined, share: 0 }), { count: 3, share: 0, order: 'up' })
  t.strictSame(settle(fields, { count: 0, order: 'down' }), { count: 0, share: 0.5, order: 'down' })
  t.match(fields.share, { default: 0.5, minimum: 0, maximum: 1, description: 'How much. Default: 0.5.' })
})

t.test('each parameter of each insight has a description and a default that fits', async (t) => {
  for (const file of readdirSync(new URL('../../src/transforms/', import.meta.url))) {
    if (file === 'encode-rows.ts') continue // it has no insight
    const exported: Record<string, unknown> = await import(`../../src/insights/${file}`)
    const name = `${file.replace('.ts', '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Fields`
    const fields = Object.entries((exported[name] ?? {}) as Record<string, TSchema>)
    t.ok(fields.length > 0, name)
    for (const [field, schema] of fields) {
      t.match(schema.description, /\. Default: .+\.$/, `${name}.${field} is described`)
      t.strictSame(misfits(schema, schema.default), [], `${name}.${field} has a default`)
      t.ok(schema.default >= (schema['minimum'] ?? schema.default), `${name}.${field} is not too small`)
      t.ok(schema.default <= (schema['maximum'] ?? schema.default), `${name}.${field} is not too large`)
    }
  }
})
