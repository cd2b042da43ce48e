import { test } from 'tap'
import { fieldOf } from '../src/parts/schema-form/field-of.ts'
import { errorAt, missingIn, pointerTo, withMember } from '../src/parts/schema-form/form-value.ts'
import { variantOf } from '../src/parts/schema-form/variant-of.ts'

test('each schema has its control', async (t) => {
  t.match(fieldOf({ type: 'string', format: 'date', title: 'Day' }), {
    kind: 'text',
    type: 'date',
    label: 'Day',
  })
  t.match(fieldOf({ type: 'string', 'x-patchbay-secret': true }), { kind: 'text', type: 'password' })
  t.match(fieldOf({ type: 'integer', minimum: 1, maximum: 9 }), {
    kind: 'number',
    isInteger: true,
    minimum: 1,
    maximum: 9,
  })
  t.match(fieldOf({ anyOf: [{ const: 'a' }, { const: 'b' }] }), { kind: 'choice', choices: ['a', 'b'] })
  t.match(fieldOf({ anyOf: [{ type: 'boolean' }, { type: 'null' }] }), { kind: 'boolean', isNullable: true })
  t.match(fieldOf({ type: ['string', 'null'] }), { kind: 'text', isNullable: true })
  t.match(fieldOf({ type: 'array', items: { type: 'number' } }), { kind: 'list', item: { kind: 'number' } })
  t.match(fieldOf({ type: 'object', additionalProperties: {} }), { kind: 'json' })
  t.match(fieldOf({}), { kind: 'json' })
  t.equal(fieldOf({ type: 'string', description: 'Why', default: 'x' }).default, 'x')
})

test('what is required and not there is told at its place', async (t) => {
  const field = fieldOf({
    type: 'object',
    required: ['a/b', 'given', 'usual', 'list'],
    properties: {
      'a/b': { type: 'string' },
      given: { type: 'number' },
      usual: { type: 'number', default: 1 },
      list: {
        type: 'array',
        items: { type: 'object', required: ['x'], properties: { x: { type: 'string' } } },
      },
      optional: { type: 'object', required: ['y'], properties: { y: { type: 'string' } } },
    },
  })
  const missing = missingIn(field, { given: 0, list: [{ x: '1' }, {}] })
  t.strictSame(
    missing.map(({ path }) => path),
    ['/a~1b', '/list/1/x'],
  )
  t.equal(errorAt(missing, pointerTo('', 'a/b')), 'This is required.')
  t.equal(errorAt(missing, '/given'), undefined)
})

test('a member that is emptied is left out', async (t) => {
  t.strictSame(withMember({ a: 1, b: 2 }, 'a', undefined), { b: 2 })
  t.strictSame(withMember(undefined, 'a', null), { a: null })
})

test('a value shows which of the shapes it has', async (t) => {
  const field = fieldOf({
    anyOf: [
      { type: 'string' },
      { type: 'object', required: ['to'], properties: { to: { type: 'string' } } },
      { type: 'array', items: { type: 'string' } },
    ],
  })
  if (field.kind !== 'variants') throw new Error('It has several shapes.')
  t.equal(variantOf(field, 'a'), 0)
  t.equal(variantOf(field, { to: 'a' }), 1)
  t.equal(variantOf(field, []), 2)
  t.equal(variantOf(field, 4), 0)
})
