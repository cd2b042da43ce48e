import { randomInt } from 'node:crypto'
import type { SecretPlace, Store, Vault } from '@patchbay/runtime'
import { placeOf, readRows, replaceRows, turnBit, type StoredRow } from './secret-rows.ts'

/** What became of attempts to have a secret opened that is not as it was written. */
export interface Tampered {
  readonly kind: string
  readonly attempts: number
  /** Attempts after which something was opened. */
  readonly opened: number
}

type Open = (place: SecretPlace) => Promise<boolean>

const isOpened =
  (vault: Vault): Open =>
  (place) =>
    vault.get(place).then(
      (secret) => secret !== undefined,
      () => false,
    )

const count = async (open: Open, rows: readonly StoredRow[]): Promise<number> => {
  let opened = 0
  for (const row of rows) if (await open(placeOf(row))) opened += 1
  return opened
}

const nameOf = (row: StoredRow): string => JSON.stringify(placeOf(row))

const parts = [
  'sealed',
  'wrapped_key',
  'sealed',
  'wrapped_key',
  'version',
  'key_id',
  'record',
  'purpose',
] as const

/** Turns a bit in each row, again and again, and asks for each. A row that was given another place is asked for there. */
export async function turnBits(store: Store, vault: Vault, flips: number): Promise<Tampered> {
  const rows = await readRows(store)
  let opened = 0
  let attempts = 0
  while (attempts < flips) {
    const taken = new Set(rows.map(nameOf))
    const turned = rows.map((row) => {
      const other = turnBit(row, parts[randomInt(parts.length)] ?? 'sealed', randomInt)
      const isMoved = nameOf(other) !== nameOf(row)
      // Two rows cannot be at one place.
      if (isMoved && taken.has(nameOf(other))) return turnBit(row, 'sealed', randomInt)
      taken.add(nameOf(other))
      return other
    })
    await replaceRows(store, turned)
    opened += await count(isOpened(vault), turned)
    attempts += turned.length
  }
  await replaceRows(store, rows)
  return { kind: 'bit flips', attempts, opened }
}

const contents = ['version', 'key_id', 'wrapped_key', 'sealed'] as const

/** Gives each row what another has, which differs from it in the given part of its place: all of it, or some. */
export async function swapRows(store: Store, vault: Vault): Promise<Tampered> {
  const rows = await readRows(store)
  let opened = 0
  let attempts = 0
  for (const part of ['tenant', 'record', 'purpose', 'all'] as const) {
    const partnerOf = (row: StoredRow): StoredRow | undefined =>
      rows.find((other) =>
        (['tenant', 'record', 'purpose'] as const).every(
          (name) => (other[name] === row[name]) === (part !== 'all' && part !== name),
        ),
      )
    for (const taken of [contents, ['wrapped_key', 'sealed'], ['sealed'], ['wrapped_key']] as const) {
      const swapped = rows.flatMap((row) => {
        const partner = partnerOf(row)
        if (partner === undefined) return []
        return [{ ...row, ...Object.fromEntries(taken.map((name) => [name, partner[name]])) }]
      })
      await replaceRows(store, swapped)
      opened += await count(isOpened(vault), swapped)
      attempts += swapped.length
    }
  }
  await replaceRows(store, rows)
  return { kind: 'swaps', attempts, opened }
}

/** Puts back what was there before a change, in parts and whole. */
export async function rollBack(store: Store, vault: Vault): Promise<Tampered> {
  const before = await readRows(store)
  for (const row of before) await vault.put(placeOf(row), `later ${row.record}`)
  const after = await readRows(store)
  let opened = 0
  let attempts = 0
  const mixes = [['sealed'], ['wrapped_key'], ['wrapped_key', 'sealed'], ['version'], contents] as const
  for (const taken of mixes) {
    const mixed = after.map((row, index) => ({
      ...row,
      ...Object.fromEntries(taken.map((name) => [name, before[index]?.[name]])),
    }))
    await replaceRows(store, mixed)
    opened += await count(isOpened(vault), mixed)
    attempts += mixed.length
  }
  await replaceRows(store, after)
  return { kind: 'rollbacks', attempts, opened }
}
