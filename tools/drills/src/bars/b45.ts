import { enclose, nonceOf, openStore } from '@patchbay/runtime'
import { startPostgres } from '@patchbay/test-servers'
import type { Drill } from '../drill.ts'
import { addTenants, keyEntry, keyOf, openDrillVault, places } from '../vault/open-drill-vault.ts'
import { rollBack, swapRows, turnBits } from '../vault/tamper.ts'

const flips = 10_000
const nonces = 1_000_000
const tenants = ['acme', 'beta', 'gamma', 'delta']

/** How many nonces came twice, of data keys and of what they seal. */
function countRepeats(): number {
  const key = keyOf(keyEntry('drill'))
  const seen = new Set<string>()
  for (let version = 1; version <= nonces / 2; version += 1) {
    const place = { tenant: 'acme', record: 'record', purpose: 'credentials', version }
    const { wrappedKey, sealed } = enclose(place, 'secret', key)
    for (const bytes of [wrappedKey, sealed]) seen.add(nonceOf(bytes).toString('latin1'))
  }
  return nonces - seen.size
}

/** Somebody who has got at the database changes it, in every way that does not take a key. */
export const b45: Drill = {
  id: 'B45',
  isLong: true,
  promise: 'A secret that was changed, moved or put back never opens',
  target: `${flips} bit flips in every column, swaps across tenant, record and purpose, rollbacks: 0 opened, each with a line of the log that names the place; ${nonces} nonces: 0 repeats; what is untouched opens. Nango: no associated data, so a row swapped between tenants opens`,
  async run() {
    const postgres = await startPostgres()
    const databaseUrl = await postgres.createDatabase()
    const store = await openStore({ databaseUrl })
    const lines: string[] = []
    const { vault, close } = await openDrillVault(store, `${keyEntry('a')},${keyEntry('b')}`, (line) => {
      lines.push(line)
    })
    try {
      await addTenants(store, tenants)
      const all = places(tenants, 25, ['credentials', 'tokens'])
      const write = async (): Promise<void> => {
        for (const place of all) await vault.put(place, `secret of ${JSON.stringify(place)}`)
      }
      const countWhole = async (text: string): Promise<number> => {
        let whole = 0
        for (const place of all) if ((await vault.get(place))?.text.startsWith(text) === true) whole += 1
        return whole
      }
      await write()
      const bits = await turnBits(store, vault, flips)
      const swaps = await swapRows(store, vault)
      const whole = await countWhole('secret of')
      const rollbacks = await rollBack(store, vault)
      const wholeLater = await countWhole('later ')
      const tampered = [bits, swaps, rollbacks]
      const attempts = tampered.reduce((sum, one) => sum + one.attempts, 0)
      const named = lines.filter((line) => /"record":"[^"]+"/.test(line)).length
      const told = lines.filter((line) => /secret of|later record/.test(line)).length
      const repeats = countRepeats()
      return {
        measured:
          `${tampered.map(({ kind, attempts: of, opened }) => `${opened} of ${of} ${kind} opened`).join(', ')}; ` +
          `${named} of ${attempts} named in the log, ${told} told; ${whole} and ${wholeLater} of ${all.length} open untouched; ` +
          `${repeats} repeats of ${nonces} nonces`,
        pass:
          tampered.every(({ opened }) => opened === 0) &&
          bits.attempts >= flips &&
          named === attempts &&
          told === 0 &&
          whole === all.length &&
          wholeLater === all.length &&
          repeats === 0,
      }
    } finally {
      await close()
      await store.close()
      await postgres.dropDatabase(databaseUrl)
      await postgres.stop()
    }
  },
}
