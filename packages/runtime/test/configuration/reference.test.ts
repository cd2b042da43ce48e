import t from 'tap'
import { settingsReference } from '../../src/configuration/reference.ts'
import { SettingsSchema } from '../../src/configuration/settings.ts'
import { variableOf } from '../../src/configuration/read-settings.ts'

const rows = settingsReference().split('\n').slice(2)

t.test('the reference has one row for each setting', (t) => {
  const settings = Object.values(SettingsSchema.properties)
  t.equal(rows.length, settings.length)
  for (const schema of settings) {
    const row = rows.find((one) => one.startsWith(`| \`${variableOf(schema)}\` |`))
    t.ok(row, `${variableOf(schema)} is there`)
    t.ok(schema.description && row?.includes(schema.description), `${variableOf(schema)} is explained`)
  }
  t.end()
})

t.test('rows have four cells: variable, kind, default, meaning', (t) => {
  for (const row of rows) t.equal(row.split(/(?<!\\)\|/).length, 6, row)
  t.match(settingsReference(), '| `PORT` | integer | `3000` |')
  t.match(settingsReference(), '| `LOG_LEVEL` | trace, debug, info, warn, error, silent | `info` |')
  t.match(settingsReference(), '| `PATCHBAY_RETRY_BASE` | duration | `200ms` |')
  t.end()
})
