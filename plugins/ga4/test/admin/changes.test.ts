import t from 'tap'
import { changesOf } from '../../src/admin/changes.ts'

t.test('the mask names what is given, in the words of Google', async (t) => {
  t.same(changesOf({ displayName: 'New', description: '', timeZone: undefined }), {
    json: { displayName: 'New', description: '' },
    query: { updateMask: 'display_name,description' },
  })
})

t.test('null is named and not sent, which empties the field', async (t) => {
  t.same(changesOf({ defaultValue: null }), { json: {}, query: { updateMask: 'default_value' } })
})

t.test('fields that Google has within others go there, beside each other', async (t) => {
  const places = { defaultUri: 'webStreamData.defaultUri', other: 'webStreamData.other' }
  t.same(changesOf({ defaultUri: 'https://a.example', other: 1 }, places), {
    json: { webStreamData: { defaultUri: 'https://a.example', other: 1 } },
    query: { updateMask: 'web_stream_data.default_uri,web_stream_data.other' },
  })
})

t.test('a change of nothing is refused before Google is asked, and says what could change', async (t) => {
  t.throws(() => changesOf({ displayName: undefined, timeZone: undefined }), {
    code: 'invalid_input',
    advice: /displayName, timeZone/,
    errors: [{ path: '' }],
  })
})
