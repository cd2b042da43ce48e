import { readFileSync } from 'node:fs'
import t from 'tap'
import { apiReport, reportPath } from '../scripts/api-report.ts'

t.test('the report shows the public surface as it is', async (t) => {
  t.equal(
    await apiReport(),
    readFileSync(reportPath, 'utf8'),
    'the contract changed; see whether authors can live with it, then `npm run api-report -w @patchbay/contract`',
  )
})

t.test('the report covers every entry point, and what they lead to', async (t) => {
  const report = readFileSync(reportPath, 'utf8')
  const entries = ["declare module '@patchbay/contract' {", "declare module '@patchbay/contract/emulator' {"]
  for (const words of [...entries, 'function defineEmulator', 'class Problem', 'invalid_input: {']) {
    t.ok(report.includes(words), words)
  }
  t.notOk(report.includes('closeObjects'), 'what no entry point leads to is left out')
  t.notMatch(report, /\/\*\*/, 'comments are left out')
})
