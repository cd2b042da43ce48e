import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { Secret, secretAnnotation, secretFields, Type } from '@patchbay/contract'

t.test('a secret is a string that is there, and marked', async (t) => {
  const secret = Secret({ title: 'Token', maxLength: 10 })
  t.match(secret, {
    type: 'string',
    title: 'Token',
    maxLength: 10,
    writeOnly: true,
    [secretAnnotation]: true,
  })
  t.ok(Value.Check(secret, 'abc'))
  t.notOk(Value.Check(secret, ''), 'an empty secret is none')
  t.match(Secret({ [secretAnnotation]: false, writeOnly: false }), {
    writeOnly: true,
    [secretAnnotation]: true,
  })
})

t.test('the secret fields of a schema are found', async (t) => {
  const schema = Type.Object({
    account: Type.String(),
    token: Secret(),
    refresh: Type.Optional(Secret({ description: 'Renews the token.' })),
  })
  t.same(secretFields(schema), ['token', 'refresh'])
  t.same(secretFields(Type.Object({})), [])
  t.same(secretFields(Type.String()), [], 'a schema without fields has none')
})
